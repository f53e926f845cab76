package dev.reverseetl;

import java.util.Objects;

/**
 * Something worth telling that is not itself a step: a blocker, a warning or a notice. Immutable and thread-safe.
 *
 * @param code a stable code in upper case, such as {@code SERVER_IN_RECOVERY}; listed in the README
 * @param severity how much it matters
 * @param message what was found, with its quoted values
 * @param remedy what can be done about it
 */
public record Finding(String code, Severity severity, String message, String remedy) {
    /**
     * Checks that nothing is missing.
     *
     * @param code a stable code
     * @param severity how much it matters
     * @param message what was found
     * @param remedy what can be done about it
     */
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** {@return the finding as one line of text} */
    @Override
    public String toString() {
        return severity + " " + code + ": " + message + " " + remedy;
    }
}
