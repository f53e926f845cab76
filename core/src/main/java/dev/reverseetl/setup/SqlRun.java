package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.change.CreatedOids;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.spi.ExternalStep;
import java.util.List;
import java.util.Optional;

/** Runs the statements of a plan: all of them in one transaction under the lock, proven before the commit, or none. */
final class SqlRun {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final SetupPlan seen;
    private final boolean partial;
    private final RunRecord record;
    private final Deadline deadline;

    SqlRun(
            SetupGoal goal,
            Surroundings surroundings,
            SetupPlan seen,
            boolean partial,
            RunRecord record,
            Deadline deadline) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.seen = seen;
        this.partial = partial;
        this.record = record;
        this.deadline = deadline;
    }

    /**
     * What was committed.
     *
     * @param plan the plan as it was under the lock
     * @param run the statements that were run
     * @param before the facts before them
     * @param facts the facts after them
     * @param rehearsal what came of the rehearsal
     */
    record Committed(
            SetupPlan plan, List<SqlStep> run, SetupFacts before, SetupFacts facts, RehearsalOutcome rehearsal) {}

    /** Tries it once. Without a provider that was asked before, it is found out whose server it is. */
    Committed attempt(Optional<ProviderFacts> provider) {
        AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_WRITE, deadline);
        record.rolledBack();
        try {
            SetupLock.take(admin.transaction());
            Optional<ProviderFacts> known =
                    provider.or(() -> ProviderAsking.whose(seen.purpose(), goal, surroundings, admin));
            SetupFacts before = read(admin, known);
            refuseMissingRole(before);
            Planner planner = Planner.of(seen.purpose(), seen.managedTables());
            SetupPlan now = planner.plan(goal, before);
            PlanComparison.check(seen, now);
            if (!partial) {
                PlanComparison.refuseWaiting(now);
            }
            List<SqlStep> run =
                    new StepRunner(admin.transaction(), surroundings.password(), surroundings.listener()).run(now);
            SetupFacts after = run.isEmpty() ? before : read(admin, known);
            SetupPlan again = run.isEmpty() ? now : planner.plan(goal, after);
            refuseLeftover(again, run);
            refuseNewNeeds(again, now);
            RehearsalOutcome rehearsal = rehearse(admin.transaction(), after, now);
            UndoRecord undoRecord = undoRecord(run, after);
            if (!run.isEmpty()) {
                String transactionId = admin.transaction()
                        .read(CommitOutcome.currentTransactionId())
                        .get(0);
                new CommitGuard(surroundings, surroundings.journal())
                        .commit(admin.transaction(), transactionId, undoRecord);
            }
            return new Committed(now, run, before, after, rehearsal);
        } finally {
            admin.close();
        }
    }

    private void refuseMissingRole(SetupFacts facts) {
        if (facts.roleIsMadeOutside()
                && facts.role().isEmpty()
                && facts.provider().orElseThrow().steps().stream().noneMatch(ExternalStep::makesRole)) {
            throw new ReverseEtlException(
                    ErrorCode.EXTERNAL_STEP_FAILED,
                    "The provider says that the role " + goal.role().quoted()
                            + " is made, but the server has no such role.",
                    "Check that the provider was asked about the database that the administrator is connected to.");
        }
    }

    private SetupFacts read(AdminTransaction admin, Optional<ProviderFacts> provider) {
        SetupFacts facts = admin.readFor(seen.purpose(), goal);
        return provider.map(facts::withProvider).orElse(facts);
    }

    /** Reads back what the steps did: one that would be needed again had no effect, whatever the server answered. */
    private static void refuseLeftover(SetupPlan again, List<SqlStep> run) {
        again.sqlSteps().stream()
                .filter(step -> !step.isForeign() && run.contains(step))
                .findFirst()
                .ifPresent(step -> {
                    throw StepRunner.withoutEffect(step, "the catalog is as it was before");
                });
    }

    /** What models need can come to light only once a schema may be used, say. */
    private static void refuseNewNeeds(SetupPlan again, SetupPlan now) {
        List<String> needs = again.sqlSteps().stream()
                .filter(step ->
                        step.change() instanceof GrantPrivileges && !now.steps().contains(step))
                .map(PlanStep::action)
                .toList();
        if (!needs.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.GRANT_WITHOUT_EFFECT,
                    "After all steps of the plan this is still needed: " + String.join("; ", needs)
                            + ". Nothing was changed.",
                    "Write the names in the models with their schemas, and call plan() again.");
        }
    }

    private RehearsalOutcome rehearse(Transaction transaction, SetupFacts facts, SetupPlan now) {
        Optional<Rehearsal> rehearsal =
                seen.purpose() == PlanPurpose.SET_UP && facts.role().isPresent()
                        ? Rehearsal.asAdmin(goal, facts)
                        : Optional.empty();
        if (rehearsal.isEmpty()) {
            return RehearsalOutcome.of(RehearsalOutcome.Kind.REFUSED);
        }
        surroundings.listener().rehearsing();
        Optional<RehearsalFailure> failure = rehearsal.get().run(transaction);
        if (failure.isEmpty()) {
            return RehearsalOutcome.of(RehearsalOutcome.Kind.PASSED);
        }
        // A right on future tables can't be what is missing now
        if (now.sqlSteps().stream()
                .filter(PlanStep::isForeign)
                .allMatch(step -> step.code().equals("GRANT_FUTURE_TABLES"))) {
            throw failure.get().toException(" Nothing was changed.");
        }
        return new RehearsalOutcome(RehearsalOutcome.Kind.PENDING, failure);
    }

    private UndoRecord undoRecord(List<SqlStep> run, SetupFacts after) {
        CreatedOids oids = new CreatedOids(
                after.role().map(RoleFacts::oid).orElse(0L),
                after.schema(goal.managedSchema()).map(SchemaFacts::oid).orElse(0L));
        return record.run(run.stream().map(step -> step.change().resolved(oids)).toList(), oids.role());
    }
}
