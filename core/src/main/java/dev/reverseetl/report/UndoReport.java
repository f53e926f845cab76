package dev.reverseetl.report;

import dev.reverseetl.setup.UndoResult;
import java.util.List;

/**
 * Renders an {@link UndoResult}. Opens no connection, and shows no secret. Both renderings are deterministic. The
 * methods may be called by any number of threads.
 */
public final class UndoReport {
    private static final String FORMAT = "reverse-etl-undo-result";

    private UndoReport() {}

    /**
     * Returns the result for people: what was run, what was left alone and why. Plain text as {@link PlanReport#text}
     * has it.
     *
     * @param result the result
     * @return the text, ending with a line break
     */
    public static String text(UndoResult result) {
        List<String> statements = result.statements();
        TextPage page =
                new TextPage(statements.isEmpty() ? "UNDO: nothing was left to undo" : "UNDO: done and committed");
        FindingText findings = new FindingText(page);
        findings.blockersAndWarnings(result.findings());
        if (!statements.isEmpty()) {
            page.heading("STATEMENTS that were run");
        }
        for (int i = 0; i < statements.size(); i++) {
            page.sqlItem(i + 1, statements.get(i));
        }
        findings.notices(result.findings());
        return page.toString();
    }

    /**
     * Returns the result as a JSON object, indented, in the format {@code reverse-etl-undo-result} that
     * {@code docs/json.md} describes.
     *
     * @param result the result
     * @return the JSON, ending with a line break
     */
    public static String json(UndoResult result) {
        return JsonReport.write(FORMAT, json -> {
            json.texts("statements", result.statements());
            json.findings(result.findings());
        });
    }
}
