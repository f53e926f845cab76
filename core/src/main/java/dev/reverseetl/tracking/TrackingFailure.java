package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.model.Model;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words what the server or the connection failed. */
final class TrackingFailure {
    static final String NO_RIGHT = "42501";
    private static final String READ_ONLY = "25006";
    private static final String UNDEFINED_TABLE = "42P01";

    /** duplicate_prepared_statement and invalid_sql_statement_name: the driver prepares even its COMMIT. */
    private static final Set<String> PREPARED_ELSEWHERE = Set.of("42P05", "26000");

    private TrackingFailure() {}

    /** A statement of our own has failed. */
    static ReverseEtlException ofOurs(StatementFailure failure, TrackerConfig config) {
        String state = failure.sqlState();
        if (failure.isConnectionLost()) {
            return new ReverseEtlException(
                    ErrorCode.CONNECTION_FAILED,
                    "The connection was lost while tracking model " + quoted(config.model()) + ": "
                            + failure.getMessage() + ". The state is as it was.",
                    "Run it again when the server can be reached: what was not acknowledged is found again.",
                    failure);
        }
        if (state.equals(NO_RIGHT)) {
            return schemaUnusable(config, String.valueOf(failure.getMessage()), failure);
        }
        if (state.equals(READ_ONLY)) {
            return new ReverseEtlException(
                    ErrorCode.SERVER_READ_ONLY,
                    "The server can't be written to: " + failure.getMessage() + ". The state is as it was.",
                    "Connect to the primary, with a session that is not read-only.",
                    failure);
        }
        if (state.equals(UNDEFINED_TABLE)) {
            return superseded(config, failure);
        }
        if (PREPARED_ELSEWHERE.contains(state)) {
            return new ReverseEtlException(
                    ErrorCode.TRANSACTION_POOLING,
                    "The driver met statements that another session has prepared, as behind a transaction-pooling proxy: "
                            + failure.getMessage() + ". The state is as it was.",
                    "Connect to the database itself, or set prepareThreshold=0 on the DataSource.",
                    failure);
        }
        if (failure.isConcurrency()) {
            return new ReverseEtlException(
                    ErrorCode.CONCURRENT_CHANGES,
                    "Another session was in the way: " + failure.getMessage() + ". The state is as it was.",
                    "Look for long transactions in pg_stat_activity and pg_locks, then run it again.",
                    failure);
        }
        return new ReverseEtlException(
                ErrorCode.STATEMENT_FAILED,
                "Tracking model " + quoted(config.model()) + " failed: " + failure.getMessage()
                        + ". The state is as it was.",
                state.startsWith("53")
                        ? "Give the server what it lacks, then run it again."
                        : "Look at the server's log for the statement.",
                failure);
    }

    /** The model's query has failed, alone or within the comparison. */
    static RuntimeException ofQuery(StatementFailure failure, TrackerConfig config) {
        String state = failure.sqlState();
        boolean own = failure.isConnectionLost()
                || state.startsWith("53")
                || state.equals(READ_ONLY)
                || PREPARED_ELSEWHERE.contains(state)
                || failure.isConcurrency();
        if (own) {
            return failure;
        }
        return new ReverseEtlException(
                ErrorCode.MODEL_FAILED,
                "The query of model " + quoted(config.model()) + " failed: " + failure.getMessage()
                        + ". The state is as it was.",
                state.equals(NO_RIGHT)
                        ? "PermissionAudit tells all that the role lacks, and who can grant it."
                        : "Run the query by hand as the same role, with the role's own search_path.",
                failure);
    }

    static ReverseEtlException schemaUnusable(TrackerConfig config, String why, StatementFailure failure) {
        return unusable(config, why, failure);
    }

    static ReverseEtlException schemaUnusable(TrackerConfig config, String why) {
        return unusable(config, why, null);
    }

    private static ReverseEtlException unusable(TrackerConfig config, String why, @Nullable StatementFailure failure) {
        return new ReverseEtlException(
                ErrorCode.MANAGED_SCHEMA_UNUSABLE,
                "The state can't be kept in schema " + config.managedSchema().quoted() + ": " + why + ".",
                "Connect as the role that ReverseEtlSourceSetup has set up, or set the schema up, or name another with"
                        + " managedSchema(String).",
                failure);
    }

    static ReverseEtlException unknown(TrackerConfig config, ReverseEtlException cause) {
        return new ReverseEtlException(
                ErrorCode.OUTCOME_UNKNOWN,
                "The connection was lost while a change of the state of model " + quoted(config.model())
                        + " was being committed: it is in the database whole, or not at all.",
                "After an acknowledgement, close the changes and detect again: what is not acknowledged is found again."
                        + " Anything else, run it again.",
                cause);
    }

    static ReverseEtlException superseded(TrackerConfig config, @Nullable StatementFailure failure) {
        return new ReverseEtlException(
                ErrorCode.RUN_SUPERSEDED,
                "The run of model " + quoted(config.model())
                        + " is no longer the current one: another has begun, the state was reset, or its changes are gone"
                        + " from the server or moved, as by a crash or VACUUM FULL. What was acknowledged before stays so; nothing else was.",
                "Close it and detect again: what was not acknowledged is found again. If runs take long, lengthen"
                        + " lease(Duration).",
                failure);
    }

    static String quoted(Model model) {
        return "\"" + model.name() + "\"";
    }
}
