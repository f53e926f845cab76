package dev.reverseetl.internal.sql;

/**
 * A place in a text as editors show it. Immutable and thread-safe.
 *
 * @param line the line, from 1; a line ends with LF, CR or both
 * @param column the character in the line, from 1; a character outside Unicode's first plane counts as one
 */
public record TextPosition(int line, int column) {
    /**
     * Finds the place of an index. Takes time linear in the index.
     *
     * @param text the text
     * @param index the index of a {@code char} in it, or its length
     * @return the place
     */
    public static TextPosition of(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                line++;
                lineStart = i + 1;
            }
        }
        return new TextPosition(line, text.codePointCount(lineStart, index) + 1);
    }

    /** Returns the place in words, such as {@code line 3, column 14}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
