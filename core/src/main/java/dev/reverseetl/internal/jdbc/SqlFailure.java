package dev.reverseetl.internal.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * The SQLSTATE of a failure and who said it.
 *
 * @param state the SQLSTATE
 * @param server what the server answered; nothing if the driver gave the SQLSTATE itself
 * @param hasCause whether another exception stands behind it
 * @param retried whether the driver tried the login twice, with TLS and without, in vain
 */
record SqlFailure(String state, Optional<ServerErrorMessage> server, boolean hasCause, boolean retried) {
    private static final String LOGIN_REFUSED = PSQLState.INVALID_AUTHORIZATION_SPECIFICATION.getState();
    private static final String REJECTED = PSQLState.CONNECTION_REJECTED.getState();

    /** Returns the innermost one, since a pool may have wrapped it, or nothing if none has an SQLSTATE. */
    static Optional<SqlFailure> in(Throwable failure) {
        return CauseChain.of(failure)
                .all(SQLException.class)
                .filter(e -> e.getSQLState() != null && !e.getSQLState().isEmpty())
                .reduce((outer, inner) -> inner)
                .map(SqlFailure::of);
    }

    /** Tells whether the server said so, and not the driver. */
    boolean fromServer() {
        return server.isPresent();
    }

    /**
     * Returns the name of the server's function that raised the error, else an empty text. It is part of the protocol,
     * and never translated.
     */
    String routine() {
        return server.map(ServerErrorMessage::getRoutine).orElse("");
    }

    private static SqlFailure of(SQLException failure) {
        SQLException telling = telling(failure);
        return new SqlFailure(
                telling.getSQLState(),
                telling instanceof PSQLException e ? Optional.ofNullable(e.getServerErrorMessage()) : Optional.empty(),
                telling.getCause() != null,
                failure.getSuppressed().length > 0);
    }

    /**
     * With the modes allow and prefer, the driver reports the first of its two attempts. If that failed because of its
     * being encrypted or not, the second, which it adds as suppressed, tells more.
     */
    private static SQLException telling(SQLException failure) {
        if (!LOGIN_REFUSED.equals(failure.getSQLState())) {
            return failure;
        }
        return Arrays.stream(failure.getSuppressed())
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(second -> second.getSQLState() != null
                        && !second.getSQLState().equals(LOGIN_REFUSED)
                        && !second.getSQLState().equals(REJECTED))
                .findFirst()
                .orElse(failure);
    }
}
