package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.ServerFacts;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.List;

/**
 * A transaction of the administrator on a server that is known to be PostgreSQL, and new enough.
 *
 * @param transaction the transaction
 * @param server the server
 */
record AdminTransaction(Transaction transaction, ServerFacts server) implements AutoCloseable {
    static AdminTransaction begin(Surroundings surroundings, Transaction.Access access, Deadline deadline) {
        Transaction.Begun<ServerFacts> begun;
        try {
            begun = Transaction.begin(
                    surroundings.admin(), access, surroundings.lockTimeout(), deadline, ServerFacts.query());
        } catch (StatementFailure failure) {
            throw ServerCheck.notPostgres(failure);
        }
        try {
            List<ServerFacts> rows = begun.rows();
            return new AdminTransaction(begun.transaction(), ServerCheck.supported(rows));
        } catch (RuntimeException e) {
            begun.transaction().close();
            throw e;
        }
    }

    SetupFacts read(SetupGoal goal) {
        return new FactsReader(goal, server).read(transaction);
    }

    @Override
    public void close() {
        transaction.close();
    }
}
