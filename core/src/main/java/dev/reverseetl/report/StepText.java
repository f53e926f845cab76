package dev.reverseetl.report;

import dev.reverseetl.setup.PlanStep;
import java.util.List;

/** Writes steps: what each does, why, the statement, how it is undone, and who must run it. */
final class StepText {
    private static final String VERIFIER = ":'verifier'";

    private final TextPage page;

    StepText(TextPage page) {
        this.page = page;
    }

    /** Writes steps that are still to be run. */
    void ahead(String heading, List<PlanStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        page.heading(heading);
        for (int i = 0; i < steps.size(); i++) {
            step(i + 1, steps.get(i));
        }
        explainVerifier(steps);
    }

    /** Writes steps that were run, whose reasons the plan had. */
    void behind(String heading, List<PlanStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        page.heading(heading);
        for (int i = 0; i < steps.size(); i++) {
            String action = steps.get(i).action();
            if (steps.get(i).isExternal()) {
                page.callItem(i + 1, action);
            } else {
                page.sqlItem(i + 1, action);
            }
        }
        explainVerifier(steps);
    }

    private void explainVerifier(List<PlanStep> steps) {
        List<PlanStep> withVerifier =
                steps.stream().filter(step -> step.action().contains(VERIFIER)).toList();
        if (!withVerifier.isEmpty()) {
            page.heading(VERIFIER + " stands for a SCRAM-SHA-256 verifier of the password. Neither is ever shown."
                    + (withVerifier.stream().anyMatch(PlanStep::isForeign)
                            ? " For whoever runs the statement, PasswordVerifier.of(Secret) computes one."
                            : ""));
        }
    }

    private void step(int number, PlanStep step) {
        page.item(number, step.what() + " (" + step.code() + ")");
        step.foreign()
                .ifPresent(foreign -> page.detail(
                        "WHO",
                        "Not the administrator, since " + foreign.reason() + " To be run by: " + foreign.who() + "."));
        if (step.isWaiting()) {
            page.detail("WAITS", "The administrator runs it once somebody else has run what comes before it.");
        }
        page.detail("Why", step.why());
        action(step, step.isExternal() ? "Call" : "SQL", step.action());
        step.undoAction()
                .ifPresentOrElse(
                        undo -> action(step, "Undo", undo),
                        () -> page.detail("Undo", "Nothing brings back what this removes."));
    }

    private void action(PlanStep step, String label, String action) {
        if (step.isExternal()) {
            page.callDetail(label, action);
        } else {
            page.sqlDetail(label, action);
        }
    }
}
