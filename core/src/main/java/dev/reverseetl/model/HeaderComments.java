package dev.reverseetl.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments with which a model's file begins and that say what its query can't: {@code -- id: column[, column]},
 * {@code -- name: text} and {@code -- description: text}, one a line, before anything else; other comments may stand
 * between them.
 */
final class HeaderComments {
    private static final Pattern COMMENT = Pattern.compile("[ \\t]*--([^\\r\\n]*)(?:\\r\\n|\\r|\\n|$)");
    private static final Pattern KEYED = Pattern.compile("[ \\t]*(id|name|description)[ \\t]*:(.*)", Pattern.DOTALL);

    private final Map<String, String> values;

    private HeaderComments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads what stands before the query.
     *
     * @throws IllegalArgumentException if one of the three is there twice, or says nothing
     */
    static HeaderComments of(String text) {
        Map<String, String> values = new HashMap<>();
        Matcher comment = COMMENT.matcher(text);
        while (comment.lookingAt() && comment.end() > comment.start()) {
            Matcher keyed = KEYED.matcher(comment.group(1));
            if (keyed.matches()) {
                String value = keyed.group(2).strip();
                if (value.isEmpty()) {
                    throw new IllegalArgumentException("its comment \"-- " + keyed.group(1) + ":\" says nothing");
                }
                if (values.put(keyed.group(1), value) != null) {
                    throw new IllegalArgumentException("it has the comment \"-- " + keyed.group(1) + ":\" twice");
                }
            }
            comment.region(comment.end(), text.length());
        }
        return new HeaderComments(values);
    }

    Optional<String> name() {
        return Optional.ofNullable(values.get("name"));
    }

    Optional<String> description() {
        return Optional.ofNullable(values.get("description"));
    }

    /**
     * Returns the exact names of the identifier's columns; none where the comment is missing. A name with a comma, or
     * with blanks at its ends, stands in double quotes as in SQL.
     *
     * @throws IllegalArgumentException if the comment can't be read
     */
    List<String> identifierColumns() {
        String list = values.get("id");
        return list == null ? List.of() : new NameList(list).names();
    }

    /** Names with commas between them. */
    private static final class NameList {
        private final String list;
        private int at;

        NameList(String list) {
            this.list = list;
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            do {
                names.add(name());
            } while (at++ < list.length()); // over the comma
            return names;
        }

        /** Reads one name and what follows, up to a comma or the end. */
        private String name() {
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
}
