package dev.reverseetl.report;

import dev.reverseetl.internal.VisibleText;
import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines, but never inside a quoted name or literal: a statement that is pasted from the lines is the
 * same statement. What is longer than a line stays whole. Immutable.
 *
 * @param words what is not broken
 */
record WrappedText(List<String> words) {

    /** Prose, in which names stand in double quotes. */
    static WrappedText prose(String text) {
        String visible = VisibleText.of(text);
        boolean paired = visible.chars().filter(c -> c == '"').count() % 2 == 0;
        List<String> words = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < visible.length(); i++) {
            if (visible.charAt(i) == '"') {
                quoted = paired && !quoted;
            } else if (visible.charAt(i) == ' ' && !quoted) {
                words.add(visible.substring(start, i));
                start = i + 1;
            }
        }
        words.add(visible.substring(start));
        words.removeIf(String::isEmpty);
        return new WrappedText(List.copyOf(words));
    }

    /** One statement. */
    static WrappedText sql(String statement) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (SqlLexer lexer = new SqlLexer(statement); lexer.hasNext(); ) {
            SqlToken token = lexer.next();
            if (token.kind() != SqlToken.Kind.WHITESPACE) {
                word.append(statement, token.start(), token.end());
            } else if (!word.isEmpty()) {
                words.add(VisibleText.of(word.toString()));
                word.setLength(0);
            }
        }
        words.add(VisibleText.of(word.append(';').toString()));
        return new WrappedText(List.copyOf(words));
    }

    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (!line.isEmpty() && columns(line) + 1 + columns(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int columns(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
