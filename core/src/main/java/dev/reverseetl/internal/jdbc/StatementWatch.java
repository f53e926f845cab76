package dev.reverseetl.internal.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the running statement when the calling thread is interrupted or the deadline passes: a thread that waits for
 * a socket notices neither itself. The watching thread lives no longer than the transaction it watches.
 */
final class StatementWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Thread caller = Thread.currentThread();
    private final Deadline deadline;
    private final Thread watcher;
    private volatile @Nullable Statement running;
    private volatile boolean closed;

    private StatementWatch(Deadline deadline) {
        this.deadline = deadline;
        this.watcher = new Thread(this::watch, "reverse-etl-statement-watch");
        watcher.setDaemon(true);
    }

    static StatementWatch start(Deadline deadline) {
        StatementWatch watch = new StatementWatch(deadline);
        watch.watcher.start();
        return watch;
    }

    void running(@Nullable Statement statement) {
        running = statement;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (!closed) {
            Statement statement = running;
            if (statement != null && (caller.isInterrupted() || deadline.isPast())) {
                cancel(statement);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The caller's own wait ends by the network time-out then
            LOG.debug("A statement could not be cancelled, SQLSTATE {}", e.getSQLState());
        }
    }
}
