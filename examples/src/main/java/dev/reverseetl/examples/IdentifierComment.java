package dev.reverseetl.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment {@code -- id: column[, column]} at the beginning of a model. The names are exact, without folding to
 * lower case; one with a comma, or with blanks at its ends, stands in double quotes as in SQL.
 */
final class IdentifierComment {
    private static final Pattern COMMENT = Pattern.compile("[ \t]*--[ \t]*id[ \t]*:([^\r\n]*)");

    private final String list;
    private int at;

    private IdentifierComment(String list) {
        this.list = list;
    }

    /**
     * Returns the columns that a query's first line names; none if it has no such comment.
     *
     * @throws IllegalArgumentException if the comment can't be read
     */
    static List<String> columnsOf(String query) {
        Matcher comment = COMMENT.matcher(query);
        return comment.lookingAt() ? new IdentifierComment(comment.group(1).strip()).columns() : List.of();
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        do {
            columns.add(column());
        } while (at++ < list.length()); // over the comma
        return columns;
    }

    /** Reads one name and what follows, up to a comma or the end. */
    private String column() {
        skipBlanks();
        if (at < list.length() && list.charAt(at) == '"') {
            return quoted();
        }
        int comma = list.indexOf(',', at);
        int end = comma < 0 ? list.length() : comma;
        String name = list.substring(at, end).strip();
        at = end;
        return name;
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        for (at++; at < list.length(); at++) {
            boolean quote = list.charAt(at) == '"';
            if (quote && !list.startsWith("\"\"", at)) {
                at++;
                skipBlanks();
                if (at < list.length() && list.charAt(at) != ',') {
                    throw new IllegalArgumentException("in its comment \"-- id:\" a comma is missing after a name");
                }
                return name.toString();
            }
            name.append(list.charAt(at));
            at += quote ? 1 : 0;
        }
        throw new IllegalArgumentException("in its comment \"-- id:\" a quoted name has no end");
    }

    private void skipBlanks() {
        while (at < list.length() && Character.isWhitespace(list.charAt(at))) {
            at++;
        }
    }
}
