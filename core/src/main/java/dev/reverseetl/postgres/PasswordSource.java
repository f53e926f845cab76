package dev.reverseetl.postgres;

/**
 * Where the password of a user comes from who has another one for each connection, such as a token that is valid for
 * some minutes. Asked by the thread that opens the connection, each time. An implementation is thread-safe, logs
 * nothing of the password, and fails with a {@link dev.reverseetl.ReverseEtlException}, which the verb passes on.
 */
@FunctionalInterface
public interface PasswordSource {
    /**
     * Returns a password for the connection that is about to be opened. May ask somebody for it.
     *
     * @return the password
     */
    Secret password();

    /**
     * Tells what to check when the server doesn't accept such a password; it follows what is said of any login.
     *
     * @return sentences; none unless overridden
     */
    default String remedyIfRefused() {
        return "";
    }
}
