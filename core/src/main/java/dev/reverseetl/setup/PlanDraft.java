package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.spi.ExternalStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects steps and findings while a plan is made. */
final class PlanDraft {
    private final List<ExternalStep> external = new ArrayList<>();
    private final List<SqlStep> steps = new ArrayList<>();
    private final List<SqlStep> foreign = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean waitForForeign;

    /** Adds a step for the administrator. */
    void own(Change change, String why) {
        steps.add(new SqlStep(change, why, Optional.empty(), waitForForeign));
    }

    /** Adds a step that nothing but a foreign step of this plan keeps from running first. */
    void ownAtOnce(Change change, String why) {
        steps.add(new SqlStep(change, why, Optional.empty(), false));
    }

    /** Adds a step for somebody else that none of ours needs: it goes last. */
    void foreign(Change change, String why, String who, String reason) {
        foreign.add(new SqlStep(change, why, Optional.of(new ForeignStep(who, reason)), false));
    }

    /** Adds a step for somebody else that all of ours from here on need. */
    void foreignFirst(Change change, String why, String who, String reason) {
        steps.add(new SqlStep(change, why, Optional.of(new ForeignStep(who, reason)), false));
        waitForForeign = true;
    }

    /** Adds a step for the administrator if it can run it, else for somebody else. */
    void ownOrForeign(boolean own, Change change, String why, String who, String reason) {
        if (own) {
            own(change, why);
        } else {
            foreign(change, why, who, reason);
        }
    }

    /** Adds what the provider does, or has somebody do. */
    void external(List<ExternalStep> more) {
        external.addAll(more);
    }

    /** Tells whether a step already grants the same, or the whole object. */
    boolean grants(GrantPrivileges wanted) {
        return Stream.concat(steps.stream(), foreign.stream())
                .map(SqlStep::change)
                .filter(GrantPrivileges.class::isInstance)
                .map(GrantPrivileges.class::cast)
                .anyMatch(grant -> grant.object().isSame(wanted.object())
                        && grant.grantee().equals(wanted.grantee())
                        && grant.columns().isEmpty()
                        && grant.privileges().containsAll(wanted.privileges()));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void blocker(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.BLOCKER, message, remedy));
    }

    void warning(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.WARNING, message, remedy));
    }

    void notice(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.NOTICE, message, remedy));
    }

    SetupPlan toPlan(PlanPurpose purpose, ManagedTables tables, SetupGoal goal, SetupFacts facts) {
        List<PlanStep> all = new ArrayList<>(outside(ExternalStep.Order.BEFORE_SQL, false));
        // What the statements need, and somebody else must make
        boolean unmade = all.stream().anyMatch(PlanStep::isForeign);
        steps.forEach(step -> all.add(
                unmade && !step.isForeign() ? new SqlStep(step.change(), step.why(), Optional.empty(), true) : step));
        all.addAll(foreign);
        all.addAll(outside(ExternalStep.Order.AFTER_SQL, unmade || waitForForeign));
        return new SetupPlan(
                purpose,
                tables,
                facts.database().name(),
                goal.role(),
                goal.managedSchema(),
                all,
                findings,
                facts.models().map(ModelFacts::report),
                facts.provider().map(ProviderFacts::chosen));
    }

    /** Segment is let in only once nothing is waited for. */
    private List<OutsideStep> outside(ExternalStep.Order order, boolean waiting) {
        return external.stream()
                .filter(step -> step.order() == order)
                .map(step -> new OutsideStep(step, waiting && step.byHand().isEmpty()))
                .toList();
    }
}
