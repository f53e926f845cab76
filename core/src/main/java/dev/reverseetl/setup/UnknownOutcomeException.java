package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost while the commit was on its way, and nobody could be asked how it ended. Holds what is needed
 * to find out, and to undo.
 */
public final class UnknownOutcomeException extends ReverseEtlException {
    private static final long serialVersionUID = 1L;

    /** For {@code pg_xact_status}. */
    private final String transactionId;
    /** As JSON, since it can be serialised. */
    private final String undoRecord;

    /** Not serialised: a secret stays where it is. */
    private final transient @Nullable Secret password;

    UnknownOutcomeException(
            String transactionId, UndoRecord undoRecord, Optional<Secret> password, @Nullable Throwable cause) {
        super(
                ErrorCode.OUTCOME_UNKNOWN,
                "The connection was lost while the commit of transaction " + transactionId
                        + " was on its way, and the server could not be asked how it ended: all of it is done, or nothing.",
                "Ask with SELECT pg_xact_status('" + transactionId
                        + "'), or just run it again: what is done already is found. If it is done, undoRecord() undoes it.",
                cause);
        this.transactionId = transactionId;
        this.undoRecord = undoRecord.toJson();
        this.password = password.orElse(null);
    }

    /** {@return the transaction's id, for {@code pg_xact_status}} */
    public String transactionId() {
        return transactionId;
    }

    /** {@return what undoes the run, if it was committed} */
    public UndoRecord undoRecord() {
        return UndoRecord.fromJson(undoRecord);
    }

    /**
     * {@return the password that the role has if the run created it and was committed; nothing after this exception was
     * serialised}
     */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }
}
