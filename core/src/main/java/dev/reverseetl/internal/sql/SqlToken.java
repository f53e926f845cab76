package dev.reverseetl.internal.sql;

import java.util.stream.IntStream;

/**
 * One piece of SQL text. The tokens of a text, in order, cover it without a gap. Immutable and thread-safe.
 *
 * @param kind what the piece is
 * @param start the index of its first {@code char}
 * @param end the index after its last {@code char}, always greater than {@code start}
 * @param closed whether it ends where it should: {@code false} if the text ended within a quote or a block comment
 */
public record SqlToken(Kind kind, int start, int end, boolean closed) {
    /** What a token is. */
    public enum Kind {
        /** Blanks, tabs and line ends. */
        WHITESPACE,
        /** From {@code --} to the end of the line, without the line end. */
        LINE_COMMENT,
        /** Between {@code /*} and its end, nested ones included. */
        BLOCK_COMMENT,
        /** A key word or a name without quotes. */
        WORD,
        /** A name in double quotes, with {@code U&} where it has one. */
        QUOTED_NAME,
        /** A constant in single quotes, with its prefix and with all segments that continue it on later lines. */
        STRING,
        /** A constant in dollar quotes. */
        DOLLAR_STRING,
        /** A digit, or a point and a digit, and all that could belong to a number there. */
        NUMBER,
        /** A parameter such as {@code $1}. */
        PARAMETER,
        /** A run of operator characters; PostgreSQL may see several operators in it. */
        OPERATOR,
        /** The character {@code (}. */
        OPEN_PARENTHESIS,
        /** The character {@code )}. */
        CLOSE_PARENTHESIS,
        /** The character {@code ;}. */
        SEMICOLON,
        /** Any other single character, among them the comma, the point, the colon and square brackets. */
        OTHER
    }

    /** Tells whether PostgreSQL's grammar sees the token: it is neither blank nor a comment. */
    public boolean isSignificant() {
        return kind != Kind.WHITESPACE && kind != Kind.LINE_COMMENT && kind != Kind.BLOCK_COMMENT;
    }

    /**
     * Returns the token's characters.
     *
     * @param sql the text that the token is from
     */
    public String textIn(String sql) {
        return sql.substring(start, end);
    }

    /**
     * Tells whether the token is this key word, in any case. Only ASCII letters have a case here, as in PostgreSQL.
     *
     * @param sql the text that the token is from
     * @param keyWord a key word
     */
    public boolean isKeyWord(String sql, String keyWord) {
        return kind == Kind.WORD
                && end - start == keyWord.length()
                && IntStream.range(start, end).allMatch(i -> sql.charAt(i) < 0x80)
                && sql.regionMatches(true, start, keyWord, 0, keyWord.length());
    }
}
