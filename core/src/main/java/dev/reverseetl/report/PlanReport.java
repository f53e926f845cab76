package dev.reverseetl.report;

import dev.reverseetl.setup.ChosenProvider;
import dev.reverseetl.setup.PlanPurpose;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.SetupPlan;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Renders a {@link SetupPlan}. Opens no connection, and shows no secret: a plan has none. Both renderings are
 * deterministic. The methods may be called by any number of threads.
 */
public final class PlanReport {
    private static final String FORMAT = "reverse-etl-plan";

    private PlanReport() {}

    /**
     * Returns the plan for people: every step with its reason, its exact statement, its inverse and who runs it, after
     * the blockers and warnings. Plain text of 100 columns; only a quoted name that is longer itself makes a line
     * longer. Characters that a terminal would hide or obey are spelt out.
     *
     * @param plan the plan
     * @return the text, ending with a line break
     */
    public static String text(SetupPlan plan) {
        TextPage page = new TextPage("PLAN to " + purpose(plan.purpose()));
        page.fact("Database", plan.database().quoted());
        page.fact("Role", plan.role().quoted());
        page.fact("Managed schema", plan.managedSchema().quoted());
        plan.provider().ifPresent(provider -> page.fact("Provider", provider(provider)));
        page.fact("Steps", steps(plan));
        ModelCounts.write(plan.audit(), "before the steps", page);
        page.fact("State", state(plan));
        FindingText findings = new FindingText(page);
        findings.blockersAndWarnings(plan.findings());
        new StepText(page).ahead("STEPS, in their order", plan.steps());
        findings.notices(plan.findings());
        return page.toString();
    }

    /**
     * Returns the plan as a JSON object, indented, in the format {@code reverse-etl-plan} that {@code docs/json.md}
     * describes. Its version only changes when a member changes its meaning or goes; readers ignore members that they
     * don't know.
     *
     * @param plan the plan
     * @return the JSON, ending with a line break
     */
    public static String json(SetupPlan plan) {
        return JsonReport.write(FORMAT, json -> {
            json.text("purpose", plan.purpose().name());
            json.text("database", plan.database().value());
            json.text("role", plan.role().value());
            json.text("managed-schema", plan.managedSchema().value());
            if (plan.provider().isPresent()) {
                ChosenProvider provider = plan.provider().get();
                json.object("provider", part -> {
                    part.text("id", provider.id());
                    part.texts("evidence", provider.evidence());
                });
            }
            json.steps("steps", plan.steps());
            json.findings(plan.findings());
            AuditJson.part(json, plan.audit());
        });
    }

    private static String purpose(PlanPurpose purpose) {
        return switch (purpose) {
            case SET_UP -> "set up a Reverse ETL source";
            case REMOVE_EXCESS -> "take away what a Reverse ETL source doesn't need";
            case TEAR_DOWN -> "remove a Reverse ETL source";
            case UNDO -> "take back what one run added";
        };
    }

    private static String provider(ChosenProvider provider) {
        return provider.isGeneric()
                ? "none in particular: any PostgreSQL"
                : "\"" + provider.id() + "\": " + String.join(", ", provider.evidence());
    }

    private static String steps(SetupPlan plan) {
        List<PlanStep> steps = plan.steps();
        if (steps.isEmpty()) {
            return "none";
        }
        String external = numbers(steps, step -> step.isExternal() && !step.isForeign());
        String foreign = numbers(steps, PlanStep::isForeign);
        long own = steps.stream()
                .filter(step -> !step.isExternal() && !step.isForeign())
                .count();
        if (own == steps.size()) {
            return own + ", by the administrator in one transaction: all or nothing";
        }
        return steps.size() + ": " + own + " by the administrator in one transaction, all or nothing"
                + (external.isEmpty()
                        ? ""
                        : "; outside of PostgreSQL: step" + (external.contains(",") ? "s " : " ") + external)
                + (foreign.isEmpty() ? "" : "; by somebody else: steps " + foreign);
    }

    private static String numbers(List<PlanStep> steps, Predicate<PlanStep> which) {
        return IntStream.range(0, steps.size())
                .filter(i -> which.test(steps.get(i)))
                .mapToObj(i -> Integer.toString(i + 1))
                .collect(Collectors.joining(", "));
    }

    private static String state(SetupPlan plan) {
        if (!plan.blockers().isEmpty()) {
            return "BLOCKED: it can't be applied. Nothing has been changed.";
        }
        if (plan.isEmpty()) {
            return "There is nothing to do.";
        }
        return plan.steps().stream().anyMatch(PlanStep::isWaiting)
                ? "WAITING: somebody else has to run a step first. Nothing has been changed."
                : "Ready to be applied. Nothing has been changed yet.";
    }
}
