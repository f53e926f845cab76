package dev.reverseetl.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells whether a proxy hands a server connection to another client after each transaction. Holds two connections for a
 * moment.
 */
public final class PoolingProbe {
    private PoolingProbe() {}

    /** Returns whether two connections that are open at once get the same backend. */
    public static boolean sharesBackend(ConnectionSource source) {
        try (Connection first = source.open()) {
            long pid = backendPid(first);
            try (Connection second = source.open()) {
                return backendPid(second) == pid;
            }
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    private static long backendPid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
            result.next();
            return result.getLong(1);
        }
    }
}
