package dev.reverseetl;

/**
 * What went wrong, as a stable code. A constant is never renamed or reused for another meaning; new ones may be added,
 * so a {@code switch} needs a default branch. The README lists each with its usual cause and remedy.
 */
public enum ErrorCode {
    /** The server could not be reached, or the connection was lost before anything was changed. */
    CONNECTION_FAILED,
    /** The server refused the user or the password. */
    AUTHENTICATION_FAILED,
    /** TLS was refused, required, or the server's certificate was not accepted. */
    TLS_FAILED,
    /** The database named by the connection does not exist. */
    DATABASE_NOT_FOUND,
    /** The server speaks PostgreSQL's protocol, but is another product. */
    NOT_POSTGRESQL,
    /** The PostgreSQL server is older than version 14. */
    UNSUPPORTED_SERVER,
    /** The server is a standby, or forbids writing for another reason. */
    SERVER_READ_ONLY,
    /** The connection handed in is already part of somebody's transaction. */
    CONNECTION_IN_TRANSACTION,
    /** The connection goes through a transaction-pooling proxy. */
    TRANSACTION_POOLING,
    /** The plan has blockers: the source is impossible until they are removed. */
    PLAN_BLOCKED,
    /** The database is no longer as the plan found it, and a new or different step would be needed. */
    PLAN_CHANGED,
    /** Somebody else must run a statement before the plan can go on. */
    FOREIGN_STEPS,
    /** The role to be audited, or whose password is to be rotated, doesn't exist. */
    ROLE_NOT_FOUND,
    /** A statement of the plan failed; everything was rolled back. */
    STATEMENT_FAILED,
    /** A GRANT was accepted by the server without granting anything; everything was rolled back. */
    GRANT_WITHOUT_EFFECT,
    /** What Segment does in a sync failed when it was tried as the role; everything was rolled back. */
    REHEARSAL_FAILED,
    /**
     * Other sessions kept changing the same objects or holding locks; everything was rolled back after several
     * attempts.
     */
    CONCURRENT_CHANGES,
    /** The verb's deadline passed; everything was rolled back. */
    DEADLINE_EXCEEDED,
    /** The calling thread was interrupted; everything was rolled back. */
    INTERRUPTED,
    /** The connection was lost while the commit was on its way, and no other connection could tell the outcome. */
    OUTCOME_UNKNOWN,
    /** No plug-in has the provider's id: the message names what was found and the artifact to add. */
    PROVIDER_NOT_FOUND,
    /** Two plug-ins have one id, or take the server for their own with equal certainty and priority. */
    PROVIDER_AMBIGUOUS,
    /** A provider's plug-in could not find out what it needs. */
    PROVIDER_FAILED,
    /** A step outside of PostgreSQL failed; the exception's type tells what is left of the run. */
    EXTERNAL_STEP_FAILED,
    /** Undoing would lose something that the run did not add. */
    UNDO_REFUSED,
    /** The journal could not be read or written. */
    JOURNAL_FAILED,
    /** Files that should hold models, or a dbt manifest, can't be read as such; the message has every problem. */
    MODELS_INVALID,
    /** A file that should hold a contract or a baseline can't be read as such. */
    GATE_FILE_INVALID,
    /** The managed schema, in which a tracker keeps its state, doesn't exist or can't be used by the role. */
    MANAGED_SCHEMA_UNUSABLE,
    /** Changes of a model can't be tracked as it is: its columns, their types or its identifier. */
    MODEL_NOT_TRACKABLE,
    /** The server refused to run a model's query. */
    MODEL_FAILED,
    /** Row security would filter what a model reads, which nobody has accepted. */
    ROW_SECURITY_APPLIES,
    /** The columns of a model are no longer those of the state, and the policy is to fail then. */
    COLUMNS_CHANGED,
    /** Another run of the model is under way. */
    RUN_IN_PROGRESS,
    /** Another run of the model has begun since, or the server has lost this one's changes. */
    RUN_SUPERSEDED,
    /** A run has so many deletions that it waits to be confirmed. */
    DELETES_HELD,
    /** A tracker's state is not as the tracker left it. */
    TRACKING_STATE_DAMAGED
}
