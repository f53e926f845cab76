package dev.reverseetl.examples;

import java.io.PrintWriter;
import java.util.List;

/** What a program tells its reader, in numbered chapters; an empty line parts one block from the next. */
final class Story {
    private final PrintWriter out;
    private int chapters;
    private boolean inLines;

    Story(PrintWriter out) {
        this.out = out;
    }

    void chapter(String title) {
        chapters++;
        out.println();
        block("==== " + chapters + ". " + title);
    }

    void tell(String text) {
        block(text);
    }

    /** Shows a report, which ends its last line itself. */
    void show(String report) {
        block(report.stripTrailing());
    }

    /** Adds a line to a list. */
    void line(String line) {
        if (!inLines) {
            out.println();
        }
        inLines = true;
        out.println("  " + line);
        out.flush();
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    private void block(String text) {
        inLines = false;
        out.println();
        out.println(text);
        out.flush();
    }
}
