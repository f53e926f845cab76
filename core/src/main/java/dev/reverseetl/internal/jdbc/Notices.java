package dev.reverseetl.internal.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * What the server noticed while statements ran.
 *
 * @param all the notices, in their order
 * @param failure why one of the statements failed, or nothing if all succeeded
 */
public record Notices(List<Notice> all, Optional<StatementFailure> failure) {
    /**
     * One notice.
     *
     * @param sqlState its SQLSTATE
     * @param message the server's primary message
     * @param detail its detail; empty if it has none
     */
    public record Notice(String sqlState, String message, String detail) {}
}
