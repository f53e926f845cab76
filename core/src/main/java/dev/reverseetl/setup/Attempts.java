package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Runs a transaction again, whole, as long as others are in its way. */
final class Attempts {
    private static final int MOST = 12;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** duplicate_prepared_statement and invalid_sql_statement_name: the driver prepares even its COMMIT. */
    private static final Set<String> PREPARED_ELSEWHERE = Set.of("42P05", "26000");

    private final SetupListener listener;
    private final Deadline deadline;

    Attempts(SetupListener listener, Deadline deadline) {
        this.listener = listener;
        this.deadline = deadline;
    }

    <T> T run(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (StatementFailure failure) {
                if (!failure.isConcurrency()) {
                    throw failed(failure);
                }
                if (attempt == MOST) {
                    throw inTheWay(failure);
                }
                pause(attempt, failure);
            }
        }
    }

    private void pause(int attempt, StatementFailure failure) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt);
        // A random part keeps equal set-ups from meeting again
        Duration pause =
                Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        listener.retrying(attempt, failure.sqlState(), pause);
        LockSupport.parkNanos(Math.min(pause.toNanos(), deadline.remaining().toNanos()));
        deadline.check();
    }

    static ReverseEtlException failed(StatementFailure failure) {
        if (failure.isConnectionLost()) {
            return new ReverseEtlException(
                    ErrorCode.CONNECTION_FAILED,
                    "The connection was lost before the commit: " + failure.getMessage() + ". Nothing was changed.",
                    "Run it again when the server can be reached.",
                    failure);
        }
        if (PREPARED_ELSEWHERE.contains(failure.sqlState())) {
            return new ReverseEtlException(
                    ErrorCode.TRANSACTION_POOLING,
                    "The driver met statements that another session has prepared, as behind a transaction-pooling proxy: "
                            + failure.getMessage() + ". Nothing was changed.",
                    "Connect to the database itself, or set prepareThreshold=0 on the DataSource.",
                    failure);
        }
        return new ReverseEtlException(
                ErrorCode.STATEMENT_FAILED,
                "A statement failed: " + failure.getMessage() + ". Nothing was changed.",
                "Look at the server's log for the statement.",
                failure);
    }

    private static ReverseEtlException inTheWay(StatementFailure failure) {
        return new ReverseEtlException(
                ErrorCode.CONCURRENT_CHANGES,
                "Other sessions were in the way in " + MOST + " attempts, at last: " + failure.getMessage()
                        + ". Nothing was changed.",
                "Look for long transactions in pg_stat_activity and pg_locks, then run it again.",
                failure);
    }
}
