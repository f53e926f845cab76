package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the plan that the caller saw with the one that the database needs now. Steps satisfied meanwhile may be
 * missing; nothing may be new.
 */
final class PlanComparison {
    private PlanComparison() {}

    static void check(SetupPlan seen, SetupPlan now) {
        refuseOtherSetup(seen, now);
        Set<String> blockers = seen.blockers().stream().map(Finding::code).collect(Collectors.toSet());
        List<String> differences = now.blockers().stream()
                .filter(blocker -> !blockers.contains(blocker.code()))
                .map(blocker -> "new blocker " + blocker.code() + ": " + blocker.message())
                .collect(Collectors.toList());
        Set<PlanStep> expected = new HashSet<>(seen.steps());
        now.steps().stream()
                .filter(step -> !expected.contains(step))
                .map(step -> "new step: " + step.action() + (step.isForeign() ? " (to be run by somebody else)" : ""))
                .forEach(differences::add);
        vanished(seen, now).ifPresent(differences::add);
        if (!now.provider().map(ChosenProvider::id).equals(seen.provider().map(ChosenProvider::id))) {
            differences.add(0, "the provider is " + provider(now) + " instead of " + provider(seen));
        }
        if (!differences.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.PLAN_CHANGED,
                    "The database is no longer as the plan found it, or the plan is of another set-up; nothing was changed. "
                            + String.join("; ", differences) + ".",
                    "Call plan() again and look at the new plan.");
        }
        refuseBlocked(now);
    }

    /** A provider that can't be asked any more has no steps either, which doesn't mean that they are done. */
    private static Optional<String> vanished(SetupPlan seen, SetupPlan now) {
        boolean fewer = seen.steps().stream()
                .anyMatch(step -> step.isExternal() && !now.steps().contains(step));
        Set<String> known = seen.findings().stream().map(Finding::code).collect(Collectors.toSet());
        return now.findings().stream()
                .filter(finding -> fewer && finding.severity() == Severity.WARNING && !known.contains(finding.code()))
                .findFirst()
                .map(finding -> "steps outside of PostgreSQL are missing, and there is the new warning "
                        + finding.code() + ": " + finding.message());
    }

    private static String provider(SetupPlan plan) {
        return plan.provider().map(chosen -> "\"" + chosen.id() + "\"").orElse("unknown");
    }

    /** Without steps to compare, the plan of another set-up would pass for one whose steps are all satisfied. */
    private static void refuseOtherSetup(SetupPlan seen, SetupPlan now) {
        if (!target(seen).equals(target(now))) {
            throw new ReverseEtlException(
                    ErrorCode.PLAN_CHANGED,
                    "The plan is of another set-up; nothing was changed. It is of " + target(seen)
                            + ", and this set-up of " + target(now) + ".",
                    "Apply it with the set-up that made it, or call plan() of this one.");
        }
    }

    private static String target(SetupPlan plan) {
        return "the role " + plan.role().quoted() + " and the managed schema "
                + plan.managedSchema().quoted() + " in the database "
                + plan.database().quoted();
    }

    static void refuseBlocked(SetupPlan plan) {
        if (!plan.blockers().isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.PLAN_BLOCKED,
                    "The plan has blockers; nothing was changed. "
                            + plan.blockers().stream().map(Finding::message).collect(Collectors.joining(" ")),
                    plan.blockers().stream().map(Finding::remedy).collect(Collectors.joining(" ")));
        }
    }

    static void refuseWaiting(SetupPlan plan) {
        if (plan.steps().stream().anyMatch(PlanStep::isWaiting)) {
            String foreign = plan.foreignSteps().stream()
                    .map(step -> step.action() + " (by "
                            + step.foreign().orElseThrow().who() + ")")
                    .collect(Collectors.joining("; "));
            throw new ReverseEtlException(
                    ErrorCode.FOREIGN_STEPS,
                    "Steps of the plan need what only somebody else can do first; nothing was changed. To be run: "
                            + foreign + ".",
                    "Have it run and call plan() again, or run the independent steps now with applyPartial(plan).");
        }
    }
}
