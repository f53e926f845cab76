package dev.reverseetl.audit.internal;

import java.nio.charset.StandardCharsets;

/**
 * Takes out the line breaks that PostgreSQL puts into a printed parse tree ({@code format_node_dump} in
 * {@code print.c}): after at most 78 bytes, in place of a space, which may be one of a name; where there is no space,
 * between any two bytes.
 */
final class WrappedDump {
    private static final int LONGEST_LINE = 78;

    private final String wrapped;
    private final StringBuilder plain;
    private int lineStart;

    private WrappedDump(String wrapped) {
        this.wrapped = wrapped;
        this.plain = new StringBuilder(wrapped.length());
    }

    /** Returns what was printed, as it was before. */
    static String unwrapped(String wrapped) {
        return wrapped.indexOf('\n') < 0 ? wrapped : new WrappedDump(wrapped).unwrap();
    }

    private String unwrap() {
        boolean escaped = false;
        for (int i = 0; i < wrapped.length(); i++) {
            char c = wrapped.charAt(i);
            if (c == '\n' && isBreak(i, escaped)) {
                boolean inside = isFull(i) && wrapped.substring(lineStart, i).indexOf(' ', 1) < 0;
                if (!inside) {
                    plain.append(' ');
                    escaped = false;
                }
                lineStart = i + 1;
            } else {
                plain.append(c);
                escaped = c == '\\' && !escaped;
            }
        }
        return plain.toString();
    }

    /** A line break of a name is escaped. So is the space of a name that became one, if the next word had no room. */
    private boolean isBreak(int position, boolean escaped) {
        if (!escaped) {
            return true;
        }
        int length = bytes(lineStart, position);
        if (length > LONGEST_LINE) {
            return false;
        }
        int end = position + 1;
        while (end < wrapped.length() && wrapped.charAt(end) != ' ' && wrapped.charAt(end) != '\n') {
            end++;
        }
        return length + 1 + bytes(position + 1, end) > LONGEST_LINE - 1;
    }

    private boolean isFull(int position) {
        return bytes(lineStart, position) == LONGEST_LINE;
    }

    private int bytes(int from, int to) {
        return wrapped.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }
}
