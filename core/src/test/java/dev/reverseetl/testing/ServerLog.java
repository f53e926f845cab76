package dev.reverseetl.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server logs from a moment on. The moments are marked in the log itself, because a container's log arrives
 * late.
 */
public final class ServerLog {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final PostgresServer server;
    private final String beginning;

    private ServerLog(PostgresServer server, String beginning) {
        this.server = server;
        this.beginning = beginning;
    }

    static ServerLog fromNow(PostgresServer server) throws SQLException {
        return new ServerLog(server, mark(server));
    }

    /** Everything logged up to now. */
    public String text() throws SQLException {
        String end = mark(server);
        String log = server.log();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!log.contains(end)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("The server's log does not arrive");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            log = server.log();
        }
        // A mark is logged twice: as message and as the statement that wrote it.
        return log.substring(log.lastIndexOf(beginning) + beginning.length(), log.indexOf(end));
    }

    private static String mark(PostgresServer server) throws SQLException {
        String mark = "mark " + UUID.randomUUID();
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN RAISE LOG '" + mark + "'; END $$");
        }
        return mark;
    }
}
