package dev.reverseetl.report;

import dev.reverseetl.gate.GateProblem;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.internal.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a gate's result as Markdown. Names and messages are text in it, whatever they contain. */
final class GateMarkdown {
    private static final int MOST_CHARACTERS = 60_000;
    private static final int ROOM_FOR_THE_END = 200;
    private static final String MARKUP = "\\`*_{}[]#|~$";
    /** Nothing to see, and nobody is mentioned or linked to. */
    private static final String BREAK = "<!-- -->";

    private final GateResult result;
    private final StringBuilder markdown = new StringBuilder();

    GateMarkdown(GateResult result) {
        this.result = result;
    }

    String write() {
        markdown.append("### Reverse ETL gate: ")
                .append(result.passed() ? "passed" : "not passed")
                .append("\n\n");
        int models = result.audit().models().size();
        markdown.append(models)
                .append(models == 1 ? " model" : " models")
                .append(" for the role ")
                .append(text(result.audit().role().quoted()))
                .append(result.compared() ? ", compared with their contract" : "")
                .append(".\n");
        problems();
        fix();
        return markdown.toString();
    }

    private void problems() {
        List<GateProblem> problems = result.problems();
        if (problems.isEmpty()) {
            return;
        }
        markdown.append("\n| | model | found | to do |\n|---|---|---|---|\n");
        int written = 0;
        for (GateProblem problem : problems) {
            String row = row(problem);
            if (markdown.length() + row.length() > MOST_CHARACTERS / 2) {
                break;
            }
            markdown.append(row);
            written++;
        }
        if (written < problems.size()) {
            markdown.append("\nThere is more: ")
                    .append(problems.size() - written)
                    .append(" of ")
                    .append(problems.size())
                    .append(" are left out here.\n");
        }
    }

    private String row(GateProblem problem) {
        String severity = problem.known()
                .map(known -> "known until " + known.until())
                .orElse(problem.finding().severity().toString());
        return "| " + severity + " | "
                + text(problem.model().orElse("")
                        + problem.place().map(place -> " (" + place + ")").orElse(""))
                + " | **" + text(problem.finding().code()) + "** "
                + text(problem.finding().message()) + " | "
                + text(problem.finding().remedy()) + " |\n";
    }

    private void fix() {
        List<String> statements = result.audit().fixSql().stream()
                .map(sql -> VisibleText.of(sql) + ";")
                .toList();
        if (statements.isEmpty()) {
            return;
        }
        String sql = statements.stream().collect(Collectors.joining("\n", "", "\n"));
        String fence = "```";
        while (sql.contains(fence)) {
            fence += "`";
        }
        if (markdown.length() + sql.length() + ROOM_FOR_THE_END > MOST_CHARACTERS) {
            markdown.append("\nWhat grants all that is missing doesn't fit here: ")
                    .append(statements.size())
                    .append(" statements.\n");
            return;
        }
        markdown.append("\nThese statements grant all that is missing:\n\n")
                .append(fence)
                .append("sql\n")
                .append(sql)
                .append(fence)
                .append('\n');
    }

    private static String text(String raw) {
        StringBuilder escaped = new StringBuilder();
        VisibleText.of(raw).codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append('@').append(BREAK);
                case ':' -> escaped.append(':').append(BREAK);
                default -> {
                    if (MARKUP.indexOf(character) >= 0) {
                        escaped.append('\\');
                    }
                    escaped.appendCodePoint(character);
                }
            }
        });
        return escaped.toString().replace("www.", "www" + BREAK + ".").replace(":" + BREAK + " ", ": ");
    }
}
