package dev.reverseetl.report;

import dev.reverseetl.setup.PlanPurpose;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.SetupPlan;
import java.util.List;
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

    private static String steps(SetupPlan plan) {
        int all = plan.steps().size();
        int foreign = plan.foreignSteps().size();
        if (all == 0) {
            return "none";
        }
        return foreign == 0
                ? all + ", by the administrator in one transaction: all or nothing"
                : all + ": " + (all - foreign) + " by the administrator in one transaction, all or nothing; " + foreign
                        + " by somebody else (steps " + numbers(plan.steps()) + ")";
    }

    private static String numbers(List<PlanStep> steps) {
        return IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).isForeign())
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
