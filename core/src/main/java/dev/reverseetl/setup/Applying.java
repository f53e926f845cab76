package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.CreatedOids;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Applies a plan: all of it in one transaction under the lock, proven before the commit, or nothing. */
final class Applying {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final SetupPlan seen;
    private final boolean partial;
    private final Deadline deadline;

    Applying(SetupGoal goal, Surroundings surroundings, SetupPlan seen, boolean partial) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.seen = seen;
        this.partial = partial;
        this.deadline = surroundings.startDeadline();
    }

    SetupResult apply() {
        PlanComparison.refuseBlocked(seen);
        if (!partial) {
            PlanComparison.refuseWaiting(seen);
        }
        Committed committed = new Attempts(surroundings.listener(), deadline).run(this::attempt);
        boolean created = committed.run().stream().anyMatch(step -> step.code().equals("CREATE_ROLE"));
        Optional<Secret> known = created ? surroundings.password() : surroundings.passwordOfExisting();
        ProofOutcome proof =
                seen.purpose() == PlanPurpose.SET_UP && committed.facts().role().isPresent()
                        ? new Proving(goal, surroundings, deadline).prove(committed.rehearsal(), known)
                        : new ProofOutcome(Proof.STATIC_ONLY, "There is nothing to prove.", List.of());
        List<Finding> findings = findings(committed);
        findings.addAll(proof.findings());
        return new SetupResult(
                seen.purpose(),
                goal,
                committed.run(),
                committed.plan().foreignSteps(),
                findings,
                proof,
                committed.undoRecord(),
                committed.facts(),
                surroundings.password());
    }

    /** The plan's findings, but of the models what is found once the steps were run. */
    private static List<Finding> findings(Committed committed) {
        List<Finding> findings = new ArrayList<>(committed.plan().findings());
        committed.before().models().ifPresent(models -> findings.removeAll(ModelPlanner.findings(models)));
        committed.facts().models().ifPresent(models -> findings.addAll(ModelPlanner.findings(models)));
        return findings;
    }

    private Committed attempt() {
        AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_WRITE, deadline);
        try {
            SetupLock.take(admin.transaction());
            SetupFacts before = admin.readFor(seen.purpose(), goal);
            Planner planner = Planner.of(seen.purpose(), seen.managedTables());
            SetupPlan now = planner.plan(goal, before);
            PlanComparison.check(seen, now);
            if (!partial) {
                PlanComparison.refuseWaiting(now);
            }
            List<PlanStep> run =
                    new StepRunner(admin.transaction(), surroundings.password(), surroundings.listener()).run(now);
            SetupFacts after = run.isEmpty() ? before : admin.readFor(seen.purpose(), goal);
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
            return new Committed(now, run, before, after, rehearsal, undoRecord);
        } finally {
            admin.close();
        }
    }

    /** Reads back what the steps did: one that would be needed again had no effect, whatever the server answered. */
    private static void refuseLeftover(SetupPlan again, List<PlanStep> run) {
        again.steps().stream()
                .filter(step -> !step.isForeign() && run.contains(step))
                .findFirst()
                .ifPresent(step -> {
                    throw StepRunner.withoutEffect(step, "the catalog is as it was before");
                });
    }

    /** What models need can come to light only once a schema may be used, say. */
    private static void refuseNewNeeds(SetupPlan again, SetupPlan now) {
        List<String> needs = again.steps().stream()
                .filter(step ->
                        step.change() instanceof GrantPrivileges && !now.steps().contains(step))
                .map(PlanStep::sql)
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
        if (now.foreignSteps().stream().allMatch(step -> step.code().equals("GRANT_FUTURE_TABLES"))) {
            throw failure.get().toException(" Nothing was changed.");
        }
        return new RehearsalOutcome(RehearsalOutcome.Kind.PENDING, failure);
    }

    private UndoRecord undoRecord(List<PlanStep> run, SetupFacts after) {
        CreatedOids oids = new CreatedOids(
                after.role().map(RoleFacts::oid).orElse(0L),
                after.schema(goal.managedSchema()).map(SchemaFacts::oid).orElse(0L));
        List<Change> changes =
                run.stream().map(step -> step.change().resolved(oids)).toList();
        return new UndoRecord(
                UUID.randomUUID().toString(),
                surroundings.clock().instant(),
                after.database().name(),
                goal.role(),
                oids.role(),
                goal.managedSchema(),
                UndoRecord.inverses(changes));
    }

    private record Committed(
            SetupPlan plan,
            List<PlanStep> run,
            SetupFacts before,
            SetupFacts facts,
            RehearsalOutcome rehearsal,
            UndoRecord undoRecord) {}
}
