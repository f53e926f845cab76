package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.PoolingProbe;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.provider.Recognition;
import java.util.Optional;

/** Reads the facts in a transaction that is rolled back, and plans by them. */
final class Planning {
    private Planning() {}

    static SetupPlan plan(SetupGoal goal, Surroundings surroundings, PlanPurpose purpose, ManagedTables tables) {
        return plan(goal, surroundings, purpose, tables, surroundings.startDeadline());
    }

    static SetupPlan plan(
            SetupGoal goal, Surroundings surroundings, PlanPurpose purpose, ManagedTables tables, Deadline deadline) {
        return planWithFacts(goal, surroundings, purpose, tables, deadline).plan();
    }

    /**
     * A plan and what it was decided by.
     *
     * @param plan the plan
     * @param facts the facts
     */
    record Planned(SetupPlan plan, SetupFacts facts) {}

    static Planned planWithFacts(
            SetupGoal goal, Surroundings surroundings, PlanPurpose purpose, ManagedTables tables, Deadline deadline) {
        SetupFacts read;
        Optional<Recognition> recognition;
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, access(goal, purpose), deadline)) {
            read = admin.readFor(purpose, goal);
            recognition = ProviderAsking.recognise(purpose, goal, surroundings, admin);
            refuseTransactionPooling(admin, surroundings, deadline);
        } catch (StatementFailure failure) {
            throw Attempts.failed(failure);
        }
        SetupFacts facts = recognition
                .map(whose -> read.withProvider(ProviderAsking.advice(whose, goal, read, surroundings, deadline)))
                .orElse(read);
        return new Planned(Planner.of(purpose, tables).plan(goal, facts), facts);
    }

    /** An audit may make temporary views, unless the session is read-only anyway. */
    private static Transaction.Access access(SetupGoal goal, PlanPurpose purpose) {
        return purpose == PlanPurpose.SET_UP && !goal.models().isEmpty()
                ? Transaction.Access.AS_GIVEN
                : Transaction.Access.READ_ONLY;
    }

    /** A borrowed connection is not asked: its pool may have no second one. */
    private static void refuseTransactionPooling(AdminTransaction admin, Surroundings surroundings, Deadline deadline) {
        if (surroundings.admin().settings().isPresent()
                && PoolingProbe.sharesBackend(
                        admin.transaction(),
                        admin.server().backendPid(),
                        surroundings.admin(),
                        surroundings.lockTimeout(),
                        deadline)) {
            throw new ReverseEtlException(
                    ErrorCode.TRANSACTION_POOLING,
                    "The connection to " + surroundings.admin().describe()
                            + " goes through a transaction-pooling proxy: two connections share one backend.",
                    "Connect to the database itself, and give Segment that endpoint too: syncs need sessions of their own.");
        }
    }
}
