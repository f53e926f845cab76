package dev.reverseetl.audit;

import java.util.Objects;

/**
 * Why PostgreSQL couldn't resolve a model's query. Immutable and thread-safe.
 *
 * @param sqlState the SQLSTATE, such as {@code 42P01} for a table that isn't there
 * @param message the server's message
 * @param line the line of the query, from 1; 0 if not known
 * @param column the character in that line, from 1; 0 if not known
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: Error Codes</a>
 */
public record QueryProblem(String sqlState, String message, int line, int column) {
    /**
     * Checks that nothing is missing.
     *
     * @param sqlState the SQLSTATE
     * @param message the server's message
     * @param line the line
     * @param column the character in that line
     */
    public QueryProblem {
        Objects.requireNonNull(sqlState, "sqlState");
        Objects.requireNonNull(message, "message");
    }
}
