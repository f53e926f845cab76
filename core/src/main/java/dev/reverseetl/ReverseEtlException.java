package dev.reverseetl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can fail in this library outside the caller's own code. The message says what failed, with its quoted
 * values, why, with the SQLSTATE where a server answered, and what to do about it. Mistakes in the caller's code are
 * {@link IllegalArgumentException} or {@link NullPointerException} instead, thrown where the value is handed in.
 *
 * <p>Instances hold no secret. They are thread-safe.
 */
public class ReverseEtlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to decide by. */
    private final ErrorCode code;
    /** What the reader can do. */
    private final String remedy;

    /**
     * Creates an exception.
     *
     * @param code the stable code
     * @param problem what failed and why, as one or more sentences
     * @param remedy what the reader can do, as one or more sentences
     * @param cause what was caught, or {@code null}
     */
    public ReverseEtlException(ErrorCode code, String problem, String remedy, @Nullable Throwable cause) {
        super(problem + " " + remedy, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Creates an exception without a cause.
     *
     * @param code the stable code
     * @param problem what failed and why
     * @param remedy what the reader can do
     */
    public ReverseEtlException(ErrorCode code, String problem, String remedy) {
        this(code, problem, remedy, null);
    }

    /** {@return the stable code to decide by} */
    public final ErrorCode code() {
        return code;
    }

    /** {@return what the reader can do; it is also the end of the message} */
    public final String remedy() {
        return remedy;
    }
}
