package dev.reverseetl.internal.jdbc;

import java.sql.SQLException;
import java.util.Optional;
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

    private static final Set<String> CONCURRENCY = Set.of(
            "40001", // serialization_failure
            "40P01", // deadlock_detected
            "55P03", // lock_not_available
            "42710", // duplicate_object: an equal set-up made the role at the same moment
            "42P06"); // duplicate_schema

    /**
     * Where the server finds that a row of a catalog was changed meanwhile; its SQLSTATE, XX000, may be anything else
     * too.
     */
    private static final Set<String> TUPLE_CONCURRENTLY_UPDATED =
            Set.of("simple_heap_update", "simple_heap_delete", "CatalogTupleUpdate");

    private static final String INTERNAL_ERROR = "XX000";
    private static final String UNIQUE_VIOLATION = "23505";

    private final boolean concurrency;
    private final String sqlState;
    private final int position;
    private final String hint;

    StatementFailure(SQLException cause) {
        super(serverMessage(cause) + " (SQLSTATE " + sqlState(cause) + ")", cause);
        this.sqlState = sqlState(cause);
        Optional<ServerErrorMessage> error = serverError(cause);
        this.concurrency = isConcurrency(sqlState, error);
        this.position = error.map(ServerErrorMessage::getPosition).orElse(0);
        this.hint = error.map(ServerErrorMessage::getHint).orElse("");
    }

    /** Returns the five characters of the SQLSTATE, or {@code 08000} where the driver gave none. */
    public String sqlState() {
        return sqlState;
    }

    /** Returns the character of the statement, from 1, at which the server saw the error; 0 if it told none. */
    public int position() {
        return position;
    }

    /** Returns what the server suggests; empty if it suggests nothing. */
    public String hint() {
        return hint;
    }

    /** Tells whether the connection is gone: SQLSTATE class 08, or the server shut the session down. */
    public boolean isConnectionLost() {
        return sqlState.startsWith("08") || sqlState.startsWith("57P");
    }

    /** Tells whether the same transaction, begun again, may well succeed. */
    public boolean isConcurrency() {
        return concurrency;
    }

    private static String sqlState(SQLException cause) {
        @Nullable String state = cause.getSQLState();
        return state == null ? "08000" : state;
    }

    private static boolean isConcurrency(String sqlState, Optional<ServerErrorMessage> error) {
        return switch (sqlState) {
            case INTERNAL_ERROR ->
                error.map(ServerErrorMessage::getRoutine)
                        .filter(TUPLE_CONCURRENTLY_UPDATED::contains)
                        .isPresent();
            case UNIQUE_VIOLATION ->
                error.map(ServerErrorMessage::getSchema)
                        .filter("pg_catalog"::equals)
                        .isPresent();
            default -> CONCURRENCY.contains(sqlState);
        };
    }

    private static String serverMessage(SQLException cause) {
        return serverError(cause)
                .map(ServerErrorMessage::getMessage)
                .orElseGet(() -> cause.getClass().getSimpleName());
    }

    /** A batch wraps the server's exception in one whose text repeats the statement. */
    private static Optional<ServerErrorMessage> serverError(SQLException cause) {
        for (SQLException each = cause; each != null; each = each.getNextException()) {
            if (each instanceof PSQLException driver && driver.getServerErrorMessage() != null) {
                return Optional.ofNullable(driver.getServerErrorMessage());
            }
        }
        return Optional.empty();
    }
}
