package dev.reverseetl.internal.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement that the server or the connection failed. Its message holds the server's primary message and the
 * SQLSTATE, but neither the statement (it may hold a password verifier) nor the server's detail (it may hold rows).
 */
public final class StatementFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * XX000 is what "tuple concurrently updated" is reported as; the names are taken by an equal set-up at the same
     * moment.
     */
    private static final Set<String> CONCURRENCY = Set.of(
            "40001", // serialization_failure
            "40P01", // deadlock_detected
            "55P03", // lock_not_available
            "XX000", // internal_error: tuple concurrently updated
            "42710", // duplicate_object
            "42P06", // duplicate_schema
            "23505"); // unique_violation

    private final String sqlState;

    StatementFailure(SQLException cause) {
        super(serverMessage(cause) + " (SQLSTATE " + sqlState(cause) + ")", cause);
        this.sqlState = sqlState(cause);
    }

    /** Returns the five characters of the SQLSTATE, or {@code 08000} where the driver gave none. */
    public String sqlState() {
        return sqlState;
    }

    /** Tells whether the connection is gone: SQLSTATE class 08, or the server shut the session down. */
    public boolean isConnectionLost() {
        return sqlState.startsWith("08") || sqlState.startsWith("57P");
    }

    /** Tells whether the same transaction, begun again, may well succeed. */
    public boolean isConcurrency() {
        return CONCURRENCY.contains(sqlState);
    }

    private static String sqlState(SQLException cause) {
        @Nullable String state = cause.getSQLState();
        return state == null ? "08000" : state;
    }

    private static String serverMessage(SQLException cause) {
        // A batch wraps the server's exception in one whose text repeats the statement
        for (SQLException each = cause; each != null; each = each.getNextException()) {
            if (each instanceof PSQLException driver) {
                @Nullable ServerErrorMessage server = driver.getServerErrorMessage();
                if (server != null && server.getMessage() != null) {
                    return server.getMessage();
                }
            }
        }
        return cause.getClass().getSimpleName();
    }
}
