package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.RoleDependency;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes back what one run added: its statements in one transaction under the lock, all or none, and then what it did
 * outside of PostgreSQL.
 */
final class Undoing {
    private static final String DROP_ROLE = "DROP_ROLE";
    private static final int EXAMPLES = 5;
    private static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final UndoRecord record;
    private final ManagedTables tables;
    private final Deadline deadline;

    Undoing(SetupGoal goal, Surroundings surroundings, UndoRecord record, ManagedTables tables) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.record = record;
        this.tables = tables;
        this.deadline = surroundings.startDeadline();
    }

    UndoResult undo() {
        ExternalUndo external = new ExternalUndo(record, surroundings);
        boolean outsideOnly =
                record.changes().isEmpty() && !record.externalChanges().isEmpty();
        UndoResult inside = outsideOnly
                ? new UndoResult(List.of(), List.of())
                : new Attempts(surroundings.listener(), deadline).run(this::attempt);
        List<Finding> findings = new ArrayList<>(inside.findings());
        List<String> done = new ArrayList<>(inside.statements());
        Optional<Finding> kept = external.removesRole() ? keptRole() : Optional.empty();
        kept.ifPresent(findings::add);
        done.addAll(external.undo(findings, deadline, kept.isPresent()));
        new JournalNotes(surroundings.journal()).undone(record);
        return new UndoResult(done, findings);
    }

    private UndoResult attempt() {
        AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_WRITE, deadline);
        try {
            SetupLock.take(admin.transaction());
            SetupFacts facts = admin.read(goal);
            refuseOtherDatabase(facts);
            UndoFacts objects = UndoFacts.read(admin.transaction(), record);
            SetupPlan plan = UndoPlanner.plan(record, goal, facts, objects, tables);
            refuseBlocked(plan);
            List<Finding> findings = new ArrayList<>(plan.findings());
            List<SqlStep> run = run(admin, plan, findings);
            if (!run.isEmpty()) {
                String transactionId = admin.transaction()
                        .read(CommitOutcome.currentTransactionId())
                        .get(0);
                new CommitGuard(surroundings, SetupJournal.none()).commit(admin.transaction(), transactionId, record);
            }
            return new UndoResult(run.stream().map(PlanStep::action).toList(), findings);
        } finally {
            admin.close();
        }
    }

    private List<SqlStep> run(AdminTransaction admin, SetupPlan plan, List<Finding> findings) {
        StepRunner runner = new StepRunner(admin.transaction(), Optional.empty(), surroundings.listener());
        try {
            List<SqlStep> run = new ArrayList<>(runner.run(plan.without(DROP_ROLE)));
            if (plan.steps().stream().anyMatch(step -> step.code().equals(DROP_ROLE))) {
                run.addAll(dropRole(admin, runner, plan, findings));
            }
            return run;
        } catch (ReverseEtlException e) {
            throw e.getCause() instanceof StatementFailure failure
                            && failure.sqlState().equals(DEPENDENT_OBJECTS_STILL_EXIST)
                    ? refused(String.valueOf(e.getMessage()), "Remove what depends on it, or use teardown().")
                    : e;
        }
    }

    /** What others have granted the role since, or what it has created, is not ours to remove; it keeps the role. */
    private List<SqlStep> dropRole(AdminTransaction admin, StepRunner runner, SetupPlan plan, List<Finding> findings) {
        List<RoleDependency> dependencies = admin.read(goal).dependencies();
        if (dependencies.isEmpty()) {
            return runner.run(plan.only(DROP_ROLE));
        }
        findings.add(kept(dependencies.stream().map(RoleDependency::description).toList()));
        return List.of();
    }

    /** A role that the provider made goes under the same condition. */
    private Optional<Finding> keptRole() {
        SetupFacts facts;
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_ONLY, deadline)) {
            facts = admin.read(goal);
            refuseOtherDatabase(facts);
        } catch (StatementFailure failure) {
            throw Attempts.failed(failure);
        }
        // Of the database itself, the provider may have granted something with the role
        List<String> tied = Stream.concat(
                        facts.dependencies().stream()
                                .filter(dependency -> dependency.owned() || !dependency.database())
                                .map(RoleDependency::description),
                        facts.elsewhere().stream().map(other -> "the database " + other.quoted()))
                .toList();
        return tied.isEmpty() ? Optional.empty() : Optional.of(kept(tied));
    }

    private Finding kept(List<String> tied) {
        return new Finding(
                "ROLE_KEPT",
                Severity.WARNING,
                "The role " + goal.role().quoted() + " stays, since it has to do with more than this run: "
                        + tied.stream().limit(EXAMPLES).collect(Collectors.joining(", ")) + ".",
                "Undo the later runs first, or use teardown().");
    }

    private void refuseOtherDatabase(SetupFacts facts) {
        if (!facts.database().name().equals(record.database())
                || !goal.role().equals(record.role())
                || !goal.managedSchema().equals(record.managedSchema())) {
            throw refused(
                    "The record is of the role " + record.role().quoted() + " and the managed schema "
                            + record.managedSchema().quoted() + " in the database "
                            + record.database().quoted()
                            + ", but this set-up is of " + goal.role().quoted() + " and "
                            + goal.managedSchema().quoted() + " in "
                            + facts.database().name().quoted() + ".",
                    "Undo it with a set-up of the same role, schema and database.");
        }
    }

    private static void refuseBlocked(SetupPlan plan) {
        if (!plan.blockers().isEmpty()) {
            throw refused(
                    plan.blockers().stream().map(Finding::message).collect(Collectors.joining(" ")),
                    plan.blockers().stream().map(Finding::remedy).collect(Collectors.joining(" ")));
        }
    }

    private static ReverseEtlException refused(String problem, String remedy) {
        return new ReverseEtlException(ErrorCode.UNDO_REFUSED, "Nothing was undone. " + problem, remedy);
    }
}
