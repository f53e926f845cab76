package dev.reverseetl.report;

import dev.reverseetl.internal.VisibleText;
import java.util.List;
import java.util.Locale;

/** A page of plain text, 100 columns wide: no colours, and only what {@link VisibleText} lets through. */
final class TextPage {
    private static final int WIDTH = 100;
    private static final String FACT_INDENT = "  ";
    private static final int FACT_LABEL = 16;
    private static final String DETAIL_INDENT = "      ";
    private static final int DETAIL_LABEL = 7;

    private final StringBuilder text = new StringBuilder();
    private boolean spelledOut;

    TextPage(String title) {
        line(title);
    }

    /** Begins a section. */
    void heading(String heading) {
        text.append('\n');
        lines("", prose(heading));
    }

    /** One of the facts below a title or heading. */
    void fact(String label, String value) {
        lines(FACT_INDENT + padded(label, FACT_LABEL), prose(value));
    }

    /** A fact that somebody copies: it is not wrapped. */
    void exactFact(String label, String value) {
        note(value);
        line(FACT_INDENT + padded(label, FACT_LABEL) + VisibleText.of(value));
    }

    /** Begins an item of a section, such as a step or a finding. */
    void item(int number, String what) {
        lines(mark(number), prose(what));
    }

    /** Shows a statement as an item of its own. */
    void sqlItem(int number, String statement) {
        lines(mark(number), sql(statement));
    }

    /** Shows statements one after another, to be pasted together. */
    void statements(List<String> statements) {
        statements.forEach(statement -> lines(FACT_INDENT, sql(statement)));
    }

    /** Says something of the item above. */
    void detail(String label, String value) {
        lines(DETAIL_INDENT + padded(label, DETAIL_LABEL), prose(value));
    }

    /** Shows a statement of the item above. */
    void sqlDetail(String label, String statement) {
        lines(DETAIL_INDENT + padded(label, DETAIL_LABEL), sql(statement));
    }

    /** Shows a call, which is no SQL, as an item of its own: in one line, since a shell ends it there. */
    void callItem(int number, String call) {
        note(call);
        line(mark(number) + VisibleText.of(call));
    }

    /** Shows a call of the item above. */
    void callDetail(String label, String call) {
        note(call);
        line(DETAIL_INDENT + padded(label, DETAIL_LABEL) + VisibleText.of(call));
    }

    @Override
    public String toString() {
        return spelledOut ? text + """

                        Characters that a terminal would hide or obey are spelt out, as in <U+001B>. Take from the JSON report
                        what is to be copied.
                        """ : text.toString();
    }

    private WrappedText prose(String value) {
        note(value);
        return WrappedText.prose(value);
    }

    private WrappedText sql(String statement) {
        note(statement);
        return WrappedText.sql(statement);
    }

    private void note(String value) {
        spelledOut |= !VisibleText.of(value).equals(value);
    }

    private void lines(String start, WrappedText wrapped) {
        List<String> lines = wrapped.lines(WIDTH - start.length());
        line(start + lines.get(0));
        String hanging = " ".repeat(start.length());
        lines.stream().skip(1).forEach(more -> line(hanging + more));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String mark(int number) {
        return String.format(Locale.ROOT, "%4d. ", number);
    }

    static String padded(String label, int width) {
        return label + " ".repeat(Math.max(1, width - label.length()));
    }
}
