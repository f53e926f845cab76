package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A transaction of somebody else that a set-up has to wait for. */
final class HeldLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the other transaction has done, and where the set-up waits therefore. */
    enum Where {
        /** At the lock that lets one set-up at a time through. */
        BEFORE_THE_FACTS("SELECT pg_advisory_xact_lock(" + SetupLock.KEY + ")"),
        /** At a GRANT. */
        AT_A_STEP("GRANT SELECT ON app.users TO pg_monitor"),
        /** At a model. */
        IN_THE_REHEARSAL("LOCK TABLE app.users IN ACCESS EXCLUSIVE MODE");

        private final String sql;

        Where(String sql) {
            this.sql = sql;
        }
    }

    private final TestDatabase database;
    private final TestSession holder;

    private HeldLock(TestDatabase database, TestSession holder) {
        this.database = database;
        this.holder = holder;
    }

    static HeldLock at(Where where, TestDatabase database) throws SQLException {
        return by(where.sql, database);
    }

    /** Runs a statement as the superuser, in a transaction that stays open. */
    static HeldLock by(String sql, TestDatabase database) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        TestSession session = new TestSession(connection);
        session.run(sql);
        return new HeldLock(database, session);
    }

    /** Returns when a session of the database waits for this transaction. */
    void awaitWaiter() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            int pid = holder.queryOne(Integer.class, "SELECT pg_backend_pid()");
            try (TestSession observer = new TestSession(database.dataSource().getConnection())) {
                while (!observer.queryOne(
                        Boolean.class,
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE " + pid
                                + " = ANY (pg_blocking_pids(pid)))")) {
                    assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void commit() throws SQLException {
        holder.connection().commit();
    }

    void release() throws SQLException {
        holder.connection().rollback();
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
