package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.ServerCheck;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.function.Function;

/** Runs a transaction on a server that is known to be PostgreSQL, and new enough. */
final class TrackerSession {
    private TrackerSession() {}

    /** Runs and commits; on a failure nothing of it is in the database. */
    static <T> T commit(TrackerConfig config, Deadline deadline, Function<Transaction, T> work) {
        return run(config, Transaction.Access.READ_WRITE, deadline, transaction -> {
            T result = work.apply(transaction);
            transaction.commit();
            return result;
        });
    }

    /** Commits what moves a state: a connection that is lost meanwhile leaves open whether it has. */
    static <T> T move(TrackerConfig config, Deadline deadline, Function<Transaction, T> work) {
        boolean[] committing = {false};
        try {
            return commit(config, deadline, transaction -> {
                T result = work.apply(transaction);
                committing[0] = true;
                return result;
            });
        } catch (ReverseEtlException e) {
            throw committing[0] && e.code() == ErrorCode.CONNECTION_FAILED ? TrackingFailure.unknown(config, e) : e;
        }
    }

    static <T> T read(TrackerConfig config, Deadline deadline, Function<Transaction, T> work) {
        return run(config, Transaction.Access.READ_ONLY, deadline, work);
    }

    private static <T> T run(
            TrackerConfig config, Transaction.Access access, Deadline deadline, Function<Transaction, T> work) {
        Transaction.Begun<AdminSession> begun;
        try {
            begun = Transaction.begin(
                    config.connection(), access, config.lockTimeout(), deadline, AdminSession.query());
        } catch (StatementFailure failure) {
            throw ServerCheck.notPostgres(failure);
        }
        try (Transaction transaction = begun.transaction()) {
            ServerCheck.supported(begun.rows());
            return work.apply(transaction);
        } catch (StatementFailure failure) {
            throw TrackingFailure.ofOurs(failure, config);
        }
    }
}
