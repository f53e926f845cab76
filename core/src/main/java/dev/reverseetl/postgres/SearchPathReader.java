package dev.reverseetl.postgres;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a list of names as PostgreSQL's {@code SplitIdentifierString} does.
 *
 * @see <a href="https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/varlena.c">PostgreSQL:
 *     varlena.c</a>
 */
final class SearchPathReader {
    private final String text;
    private int position;

    SearchPathReader(String text) {
        this.text = Objects.requireNonNull(text, "value");
    }

    List<Identifier> read() {
        List<Identifier> names = new ArrayList<>();
        skipSpace();
        if (atEnd()) {
            return names;
        }
        while (true) {
            String name = cut(isAt('"') ? quotedName() : plainName());
            if (!name.isEmpty()) {
                names.add(Identifier.of(name));
            }
            skipSpace();
            if (atEnd()) {
                return names;
            }
            if (!isAt(',')) {
                throw refused("a comma is missing");
            }
            position++;
            skipSpace();
        }
    }

    private String quotedName() {
        StringBuilder name = new StringBuilder();
        int start = position + 1;
        while (true) {
            int quote = text.indexOf('"', start);
            if (quote < 0) {
                throw refused("a quoted name is not closed");
            }
            name.append(text, start, quote);
            position = quote + 1;
            if (!isAt('"')) {
                return name.toString();
            }
            name.append('"');
            start = position + 1;
        }
    }

    private String plainName() {
        StringBuilder name = new StringBuilder();
        for (; !atEnd() && !isAt(',') && !isSpace(text.charAt(position)); position++) {
            char c = text.charAt(position);
            name.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        if (name.isEmpty()) {
            throw refused("a name is missing");
        }
        return name.toString();
    }

    /** Cuts at the last whole character that fits, as the server does. */
    private static String cut(String name) {
        CharBuffer rest = CharBuffer.wrap(name);
        StandardCharsets.UTF_8.newEncoder().encode(rest, ByteBuffer.allocate(Identifier.MAX_BYTES), true);
        return rest.hasRemaining() ? name.substring(0, rest.position()) : name;
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    private boolean atEnd() {
        return position == text.length();
    }

    private boolean isAt(char c) {
        return !atEnd() && text.charAt(position) == c;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException(
                "Search path '" + text + "' can't be read: at character " + (position + 1) + ", " + problem);
    }
}
