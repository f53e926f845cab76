package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Secret;
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
        Planning.Planned planned =
                Planning.planWithFacts(goal, surroundings, PlanPurpose.SET_UP, ManagedTables.KEEP, deadline);
        SetupPlan plan = planned.plan();
        if (!plan.blockers().isEmpty()) {
            String blockers = plan.blockers().stream().map(Finding::message).collect(Collectors.joining(" "));
            return unproven(plan, "Nothing was tried. " + blockers, List.of());
        }
        if (planned.facts().role().isEmpty()) {
            return unproven(plan, "The source is not set up.", List.of());
        }
        RehearsalOutcome outcome = new Attempts(surroundings.listener(), deadline).run(this::rehearse);
        if (outcome.failure().isPresent()) {
            Finding finding = outcome.failure().get().toFinding();
            return unproven(plan, "The rehearsal failed.", List.of(finding));
        }
        Optional<Secret> held = surroundings.passwordOfExisting();
        Optional<Secret> chosen = planned.facts().provider().flatMap(ProviderFacts::rolePassword);
        ProofOutcome proof = new Proving(goal, surroundings, deadline).prove(outcome, held.or(() -> chosen));
        return new Verification(
                plan, ChangedPassword.of(goal, held, chosen).map(proof::with).orElse(proof));
    }

    /** Rolled back in any case, but what it tries takes locks as the real thing does. */
    private RehearsalOutcome rehearse() {
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_WRITE, deadline)) {
            Optional<Rehearsal> rehearsal = Rehearsal.asAdmin(goal, admin.read(goal));
            if (rehearsal.isEmpty()) {
                return RehearsalOutcome.of(RehearsalOutcome.Kind.REFUSED);
            }
            surroundings.listener().rehearsing();
            Optional<RehearsalFailure> failure = rehearsal.get().run(admin.transaction());
            return failure.isEmpty()
                    ? RehearsalOutcome.of(RehearsalOutcome.Kind.PASSED)
                    : new RehearsalOutcome(RehearsalOutcome.Kind.PENDING, failure);
        }
    }

    private static Verification unproven(SetupPlan plan, String reason, List<Finding> findings) {
        return new Verification(plan, new ProofOutcome(Proof.STATIC_ONLY, reason, findings));
    }
}
