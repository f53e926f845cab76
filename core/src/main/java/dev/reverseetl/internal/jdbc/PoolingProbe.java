package dev.reverseetl.internal.jdbc;

import dev.reverseetl.ReverseEtlException;
import java.time.Duration;

/**
 * Tells whether a proxy hands a server connection to another client after each transaction. Holds two connections for a
 * moment.
 */
public final class PoolingProbe {
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private PoolingProbe() {}

    /**
     * Returns whether a second connection gets the backend of a transaction, which is committed for that. Where no
     * second one is left the first has its backend for itself.
     *
     * @param held the transaction; stays to be closed
     * @param backendPid its backend's process id
     * @throws StatementFailure if the server doesn't answer as any PostgreSQL would
     */
    public static boolean sharesBackend(
            Transaction held, long backendPid, ConnectionSource source, Duration lockTimeout, Deadline deadline) {
        Query<Long> pid = Query.of("SELECT CAST(pg_backend_pid() AS int8) AS pid", row -> row.number("pid"));
        held.commit(); // from here on its backend is free for others
        try {
            Transaction.Begun<Long> second =
                    Transaction.begin(source, Transaction.Access.READ_ONLY, lockTimeout, deadline, pid);
            second.transaction().close();
            return second.rows().contains(backendPid);
        } catch (ReverseEtlException e) {
            boolean noneLeft = SqlFailure.in(e)
                    .filter(failure -> failure.state().equals(TOO_MANY_CONNECTIONS))
                    .isPresent();
            if (noneLeft) {
                return false;
            }
            throw e;
        }
    }
}
