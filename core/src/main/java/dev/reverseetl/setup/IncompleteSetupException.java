package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run ended in the middle, and some of what it did is still there: the message says what. Applying a new plan goes on
 * from there; {@link #undoRecord()} takes back what the run did.
 */
public final class IncompleteSetupException extends ReverseEtlException {
    private static final long serialVersionUID = 1L;

    /** As JSON, since it can be serialised. */
    private final String undoRecord;

    /** Not serialised: a secret stays where it is. */
    private final transient @Nullable Secret password;

    IncompleteSetupException(
            ErrorCode code,
            String problem,
            String remedy,
            UndoRecord undoRecord,
            Optional<Secret> password,
            @Nullable Throwable cause) {
        super(code, problem, remedy, cause);
        this.undoRecord = undoRecord.toJson();
        this.password = password.orElse(null);
    }

    /** {@return what undoes the run as far as it came} */
    public UndoRecord undoRecord() {
        return UndoRecord.fromJson(undoRecord);
    }

    /**
     * {@return the password that the run gave the role, if it created it; nothing after this exception was serialised}
     */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }
}
