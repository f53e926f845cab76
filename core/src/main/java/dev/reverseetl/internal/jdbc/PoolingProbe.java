package dev.reverseetl.internal.jdbc;

import java.time.Duration;

/**
 * Tells whether a proxy hands a server connection to another client after each transaction. Holds two connections for a
 * moment.
 */
public final class PoolingProbe {
    private PoolingProbe() {}

    /**
     * Returns whether two connections that are open at once get the same backend.
     *
     * @throws StatementFailure if the server doesn't answer as any PostgreSQL would
     */
    public static boolean sharesBackend(ConnectionSource source, Duration lockTimeout, Deadline deadline) {
        Transaction.Begun<Long> first = begin(source, lockTimeout, deadline);
        try (Transaction held = first.transaction()) {
            held.commit(); // from here on its backend is free for others
            Transaction.Begun<Long> second = begin(source, lockTimeout, deadline);
            second.transaction().close();
            // Look-alikes answer -1 or nothing
            return first.rows().equals(second.rows()) && first.rows().stream().anyMatch(pid -> pid > 0);
        }
    }

    private static Transaction.Begun<Long> begin(ConnectionSource source, Duration lockTimeout, Deadline deadline) {
        Query<Long> pid = Query.of("SELECT CAST(pg_backend_pid() AS int8) AS pid", row -> row.number("pid"));
        return Transaction.begin(source, Transaction.Access.READ_ONLY, lockTimeout, deadline, pid);
    }
}
