package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.catalog.ServerCheck;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.PoolingProbe;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;

/** Reads the facts in a read-only transaction and plans by them. */
final class Planning {
    private Planning() {}

    static SetupPlan plan(SetupGoal goal, Surroundings surroundings, Planner planner) {
        Deadline deadline = surroundings.startDeadline();
        refuseTransactionPooling(surroundings, deadline);
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_ONLY, deadline)) {
            return planner.plan(goal, admin.read(goal));
        } catch (StatementFailure failure) {
            throw Attempts.failed(failure);
        }
    }

    /** A borrowed connection is not asked: its pool may have no second one. */
    static void refuseTransactionPooling(Surroundings surroundings, Deadline deadline) {
        if (surroundings.admin().settings().isPresent() && sharesBackend(surroundings, deadline)) {
            throw new ReverseEtlException(
                    ErrorCode.TRANSACTION_POOLING,
                    "The connection to " + surroundings.admin().describe()
                            + " goes through a transaction-pooling proxy: two connections share one backend.",
                    "Connect to the database itself, and give Segment that endpoint too: syncs need sessions of their own.");
        }
    }

    private static boolean sharesBackend(Surroundings surroundings, Deadline deadline) {
        try {
            return PoolingProbe.sharesBackend(surroundings.admin(), surroundings.lockTimeout(), deadline);
        } catch (StatementFailure failure) {
            throw ServerCheck.notPostgres(failure);
        }
    }
}
