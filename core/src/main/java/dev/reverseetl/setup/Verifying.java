package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks whether all of it still holds; what it tries is rolled back. */
final class Verifying {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final Deadline deadline;

    Verifying(SetupGoal goal, Surroundings surroundings) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.deadline = surroundings.startDeadline();
    }

    Verification verify() {
        Planning.refuseTransactionPooling(surroundings, deadline);
        SetupPlan plan;
        List<Finding> failures = new ArrayList<>();
        RehearsalOutcome outcome = RehearsalOutcome.REFUSED;
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_ONLY, deadline)) {
            SetupFacts facts = admin.read(goal);
            plan = SetupPlanner.plan(goal, facts);
        } catch (StatementFailure failure) {
            throw Attempts.failed(failure);
        }
        if (!plan.blockers().isEmpty()) {
            String blockers = plan.blockers().stream().map(Finding::message).collect(Collectors.joining(" "));
            return new Verification(
                    plan, new ProofOutcome(Proof.STATIC_ONLY, "Nothing was tried. " + blockers, List.of()));
        }
        if (plan.steps().stream().anyMatch(step -> step.code().equals("CREATE_ROLE"))) {
            return new Verification(plan, new ProofOutcome(Proof.STATIC_ONLY, "The source is not set up.", List.of()));
        }
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_WRITE, deadline)) {
            SetupFacts facts = admin.read(goal);
            Optional<Rehearsal> rehearsal = Rehearsal.asAdmin(goal, facts);
            if (rehearsal.isPresent()) {
                surroundings.listener().rehearsing();
                Optional<RehearsalFailure> failure = rehearsal.get().run(admin.transaction());
                failure.ifPresent(
                        f -> failures.add(new Finding("REHEARSAL_FAILED", Severity.BLOCKER, f.describe(), f.remedy())));
                outcome = failure.isEmpty() ? RehearsalOutcome.PASSED : RehearsalOutcome.PENDING;
            }
        } catch (StatementFailure failure) {
            throw Attempts.failed(failure);
        }
        if (!failures.isEmpty()) {
            return new Verification(plan, new ProofOutcome(Proof.STATIC_ONLY, "The rehearsal failed.", failures));
        }
        return new Verification(
                plan, new Proving(goal, surroundings, deadline).prove(outcome, surroundings.passwordOfExisting()));
    }
}
