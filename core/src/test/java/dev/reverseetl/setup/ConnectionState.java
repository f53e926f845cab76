package dev.reverseetl.setup;

import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that a host can see of its connection's state, by the driver and by the server. */
public final class ConnectionState {
    private static final List<String> QUERIES = List.of(
            "SELECT 'user', session_user, current_user, current_schemas(true)",
            "SELECT 'setting', name, setting FROM pg_settings WHERE source = 'session' AND name !~ '^transaction_' ORDER BY name",
            "SELECT 'temporary', relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() ORDER BY relname",
            "SELECT 'prepared', name, statement FROM pg_prepared_statements"
                    + " WHERE statement NOT IN ('COMMIT', 'ROLLBACK') ORDER BY name", // which the driver always keeps
            "SELECT 'cursor', name FROM pg_cursors WHERE name <> '' ORDER BY name",
            "SELECT 'lock', objid, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory' ORDER BY objid",
            "SELECT 'channel', pg_listening_channels()");

    private ConnectionState() {}

    /** Reads the state; ends the transaction that the reading begins where autocommit is off. */
    public static List<String> of(Connection connection) throws SQLException {
        List<String> state = new ArrayList<>(List.of(
                "autocommit " + connection.getAutoCommit(),
                "read-only " + connection.isReadOnly(),
                "isolation " + connection.getTransactionIsolation(),
                "holdability " + connection.getHoldability(),
                "network time-out " + connection.getNetworkTimeout()));
        TestSession session = new TestSession(connection);
        for (String query : QUERIES) {
            state.addAll(session.rows(query));
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return state;
    }
}
