package dev.reverseetl.report;

import dev.reverseetl.ReverseEtlException;
import java.util.List;

/** Renders a {@link ReverseEtlException}, which holds no secret. The methods may be called by any number of threads. */
public final class FailureReport {
    private static final String FORMAT = "reverse-etl-failure";

    private FailureReport() {}

    /**
     * Returns the failure for people: its code, what failed, and what to do. Plain text as {@link PlanReport#text} has
     * it, without a stack trace.
     *
     * @param failure the failure
     * @return the text, ending with a line break
     */
    public static String text(ReverseEtlException failure) {
        TextPage page = new TextPage("FAILED: " + failure.code());
        List<String> problem = problem(failure).lines().toList();
        page.fact("What failed", problem.get(0));
        problem.stream().skip(1).forEach(line -> page.fact("", line));
        page.fact("To do", failure.remedy());
        return page.toString();
    }

    /**
     * Returns the failure as a JSON object, indented, in the format {@code reverse-etl-failure} that
     * {@code docs/json.md} describes.
     *
     * @param failure the failure
     * @return the JSON, ending with a line break
     */
    public static String json(ReverseEtlException failure) {
        return JsonReport.write(FORMAT, json -> {
            json.text("code", failure.code().name());
            json.text("problem", problem(failure));
            json.text("remedy", failure.remedy());
        });
    }

    /** The message without the remedy that it ends with. */
    private static String problem(ReverseEtlException failure) {
        String message = String.valueOf(failure.getMessage());
        String end = " " + failure.remedy();
        return message.endsWith(end) ? message.substring(0, message.length() - end.length()) : message;
    }
}
