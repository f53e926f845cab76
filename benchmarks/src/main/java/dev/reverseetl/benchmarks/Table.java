package dev.reverseetl.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Rows of text as a table in Markdown, which is readable on a terminal too. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    private Table(String... heads) {
        rows.add(List.of(heads));
    }

    static String of(List<Measure> measures) {
        Table table = new Table("what", "measured", "compared with", "ratio", "limit", "holds");
        for (Measure measure : measures) {
            table.add(
                    measure.what(),
                    measure.measured(),
                    measure.against(),
                    measure.isCount() ? "" : String.format(Locale.ROOT, "%.2f", measure.number()),
                    measure.limit().toString(),
                    measure.limit().kind() == Limit.Kind.NONE ? "" : measure.holds() ? "yes" : "NO");
        }
        return table.text();
    }

    static String ofPhases(List<Phase> phases) {
        Table table = new Table("phase", "round trips", "waiting for the server", "then in the JVM");
        phases.forEach(phase -> table.add(
                phase.name(), String.valueOf(phase.roundTrips()), millis(phase.waiting()), millis(phase.working())));
        return table.text();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private void add(String... cells) {
        rows.add(List.of(cells));
    }

    private String text() {
        int columns = rows.get(0).size();
        rows.add(1, List.copyOf(Collections.nCopies(columns, "---")));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                text.append("| ").append(row.get(column));
                text.append(" ".repeat(width(column) - row.get(column).length() + 1));
            }
            text.append("|\n");
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
