package dev.reverseetl.setup;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out how a commit ended whose answer was lost.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">PostgreSQL:
 *     pg_xact_status</a>
 */
enum CommitOutcome {
    /** It is in the database. */
    COMMITTED,
    /** Nothing of it is in the database. */
    ABORTED,
    /** Nobody could be asked in time. */
    UNKNOWN;

    /** The server may take a while to notice that its client is gone, or to be up again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(200);

    static Query<String> currentTransactionId() {
        return Query.of("SELECT CAST(pg_current_xact_id() AS text) AS xid", row -> row.text("xid"));
    }

    /**
     * Asks until somebody knows, or the patience ends: the verb's own deadline or an interruption must not leave it
     * open.
     */
    static CommitOutcome of(String transactionId, ConnectionSource source) {
        boolean interrupted = false;
        try {
            Deadline patience = Deadline.after(PATIENCE);
            while (true) {
                // Each time, since an interrupted thread gets no connection and doesn't pause
                interrupted |= Thread.interrupted();
                CommitOutcome outcome = ask(transactionId, source, patience);
                if (outcome != UNKNOWN || patience.remaining().isZero()) {
                    return outcome;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CommitOutcome ask(String transactionId, ConnectionSource source, Deadline deadline) {
        Query<String> status = Query.of(
                "SELECT coalesce(pg_catalog.pg_xact_status(CAST(? AS pg_catalog.xid8)), '') AS status",
                row -> row.text("status"),
                transactionId);
        try {
            Transaction.Begun<String> begun =
                    Transaction.begin(source, Transaction.Access.READ_ONLY, PATIENCE, deadline, status);
            begun.transaction().close();
            return switch (begun.rows().get(0)) {
                case "committed" -> COMMITTED;
                case "aborted" -> ABORTED;
                default -> UNKNOWN;
            };
        } catch (StatementFailure | ReverseEtlException e) {
            return UNKNOWN;
        }
    }
}
