package dev.reverseetl.report;

import dev.reverseetl.gate.GateProblem;
import dev.reverseetl.gate.GateResult;
import java.util.List;
import java.util.function.Predicate;

/** Writes a gate's result as a page: that of the audit, and what the gate adds to it. */
final class GateText {
    /** The audit's own findings stand on its page, with their models. */
    private static final List<String> OWN = List.of("CONTRACT_", "BASELINE_", "REBUILD_");

    private final GateResult result;

    GateText(GateResult result) {
        this.result = result;
    }

    String write() {
        String audit = PermissionReport.text(result.audit());
        boolean known =
                result.problems().stream().anyMatch(problem -> problem.known().isPresent());
        boolean own = result.problems().stream().anyMatch(GateText::isOwn);
        return result.compared() || known || own ? audit + "\n" + gate() : audit;
    }

    private String gate() {
        TextPage page = new TextPage("GATE: " + (result.passed() ? "passed" : "NOT PASSED"));
        page.fact("Contract", result.compared() ? "compared" : "none");
        section(page, "CLOSES THE GATE", GateProblem::closes);
        section(page, "KNOWN, and left out for now", problem -> problem.known().isPresent());
        section(
                page,
                "FOUND besides",
                problem -> !problem.closes() && problem.known().isEmpty() && isOwn(problem));
        return page.toString();
    }

    private static boolean isOwn(GateProblem problem) {
        return OWN.stream().anyMatch(problem.finding().code()::startsWith);
    }

    private void section(TextPage page, String heading, Predicate<GateProblem> wanted) {
        List<GateProblem> problems = result.problems().stream().filter(wanted).toList();
        if (problems.isEmpty()) {
            return;
        }
        page.heading(heading);
        for (int i = 0; i < problems.size(); i++) {
            GateProblem problem = problems.get(i);
            page.item(i + 1, problem.finding().code() + GateWords.model(problem));
            problem.place().ifPresent(place -> page.detail("Where", place.toString()));
            page.detail("Found", problem.finding().message());
            page.detail("To do", problem.finding().remedy());
            problem.known().ifPresent(known -> page.detail("Known", "until " + known.until() + ": " + known.reason()));
        }
    }
}
