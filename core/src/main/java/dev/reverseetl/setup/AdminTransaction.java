package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.ServerCheck;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.segment.SegmentEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * A transaction of the administrator on a server that is known to be PostgreSQL, and new enough.
 *
 * @param transaction the transaction
 * @param server the server
 * @param endpoint what the administrator is connected to, if that can be told
 */
record AdminTransaction(Transaction transaction, AdminSession server, Optional<SegmentEndpoint> endpoint)
        implements AutoCloseable {
    static AdminTransaction begin(Surroundings surroundings, Transaction.Access access, Deadline deadline) {
        Transaction.Begun<AdminSession> begun;
        try {
            begun = Transaction.begin(
                    surroundings.admin(), access, surroundings.lockTimeout(), deadline, AdminSession.query());
        } catch (StatementFailure failure) {
            throw ServerCheck.notPostgres(failure);
        }
        try {
            List<AdminSession> rows = begun.rows();
            return new AdminTransaction(
                    begun.transaction(), ServerCheck.supported(rows), endpoint(surroundings, begun.transaction()));
        } catch (RuntimeException e) {
            begun.transaction().close();
            throw e;
        }
    }

    SetupFacts read(SetupGoal goal) {
        return new FactsReader(goal, server, transaction.isSearchPathOfClient()).read(transaction, endpoint);
    }

    /** Reads what a plan needs: to set up, also what the models lack. */
    SetupFacts readFor(PlanPurpose purpose, SetupGoal goal) {
        SetupFacts facts = read(goal);
        return purpose == PlanPurpose.SET_UP && !goal.models().isEmpty()
                ? facts.withModels(ModelFacts.read(transaction, goal, facts))
                : facts;
    }

    private static Optional<SegmentEndpoint> endpoint(Surroundings surroundings, Transaction transaction) {
        return surroundings
                .admin()
                .settings()
                .map(settings -> new SegmentEndpoint(settings.host(), settings.port()))
                .or(() -> transaction.url().flatMap(AdminEndpoint::of));
    }

    @Override
    public void close() {
        transaction.close();
    }
}
