package dev.reverseetl.report;

import dev.reverseetl.segment.SourceForm;
import dev.reverseetl.setup.PlanPurpose;
import dev.reverseetl.setup.SetupResult;
import java.util.List;

/**
 * Renders a {@link SetupResult}. Opens no connection, and shows no secret: {@link SetupResult#password()} is not part
 * of it. Both renderings are deterministic. The methods may be called by any number of threads.
 */
public final class ResultReport {
    private static final String FORMAT = "reverse-etl-result";

    private ResultReport() {}

    /**
     * Returns the result for people: how far it is proven, what somebody else still has to run, what goes into
     * Segment's form, what was run and what undoes it. Plain text as {@link PlanReport#text} has it.
     *
     * @param result the result
     * @return the text, ending with a line break
     */
    public static String text(SetupResult result) {
        boolean changed = !result.steps().isEmpty();
        TextPage page = new TextPage(changed ? "RESULT: applied and committed" : "RESULT: nothing had to be changed");
        page.fact("Database", result.undoRecord().database().quoted());
        page.fact("Role", result.undoRecord().role().quoted());
        page.fact("Managed schema", result.undoRecord().managedSchema().quoted());
        page.fact("Steps", result.steps().size() + " run, " + result.pending().size() + " left to somebody else");
        ModelCounts.write(result.audit(), "audited before the commit", page);
        if (result.purpose() == PlanPurpose.SET_UP) {
            ProofText.write(result.proof(), result.proofReason(), page);
        }
        FindingText findings = new FindingText(page);
        findings.blockersAndWarnings(result.findings());
        StepText steps = new StepText(page);
        steps.ahead("LEFT TO SOMEBODY ELSE: not run yet", result.pending());
        result.sourceForm().ifPresent(form -> form(form, result.password().isPresent(), page));
        steps.behind("STATEMENTS that were run", result.steps());
        undo(result, page);
        findings.notices(result.findings());
        return page.toString();
    }

    /**
     * Returns the result as a JSON object, indented, in the format {@code reverse-etl-result} that {@code docs/json.md}
     * describes. It holds the undo record whole.
     *
     * @param result the result
     * @return the JSON, ending with a line break
     */
    public static String json(SetupResult result) {
        return JsonReport.write(FORMAT, json -> {
            json.text("purpose", result.purpose().name());
            json.text("proof", result.proof().name());
            json.text("proof-reason", result.proofReason());
            json.steps("steps", result.steps());
            json.steps("pending", result.pending());
            json.findings(result.findings());
            AuditJson.part(json, result.audit());
            if (result.sourceForm().isPresent()) {
                SourceForm form = result.sourceForm().get();
                json.object("source-form", fields -> {
                    fields.text("hostname", form.host());
                    fields.number("port", form.port());
                    fields.text("database", form.database());
                    fields.text("username", form.username());
                });
            }
            json.undoRecord(result.undoRecord());
        });
    }

    private static void form(SourceForm form, boolean passwordGiven, TextPage page) {
        page.heading("SEGMENT'S FORM \"Add a source\"");
        page.exactFact("Hostname", form.host());
        page.fact("Port", Integer.toString(form.port()));
        page.exactFact("Database", form.database());
        page.exactFact("Username", form.username());
        page.fact(
                "Password",
                passwordGiven
                        ? "not shown here; SetupResult.password() has it"
                        : "not shown here; this run gave the role none, so it is the one that it has");
    }

    private static void undo(SetupResult result, TextPage page) {
        if (result.undoRecord().isEmpty()) {
            return;
        }
        page.heading("UNDO: setup.undo(record) takes it back, by these statements as far as they still apply");
        page.fact(
                "Record",
                result.undoRecord().id() + " of " + result.undoRecord().createdAt());
        page.fact("Keep", "its JSON, from UndoRecord.toJson() or from the JSON report of this result");
        List<String> statements = result.undoRecord().statements();
        for (int i = 0; i < statements.size(); i++) {
            page.sqlItem(i + 1, statements.get(i));
        }
        List<String> calls = result.undoRecord().calls();
        for (int i = 0; i < calls.size(); i++) {
            page.callItem(statements.size() + i + 1, calls.get(i));
        }
    }
}
