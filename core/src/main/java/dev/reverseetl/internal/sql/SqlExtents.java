package dev.reverseetl.internal.sql;

import static dev.reverseetl.internal.sql.SqlCharacters.isLineEnd;

/**
 * Where the pieces of a text end. Every method takes the index to look from and returns the index after the piece, or
 * {@link #NONE} where the text ends first.
 *
 * @param sql the text
 */
record SqlExtents(String sql) {
    static final int NONE = -1;

    /** Tells whether a character is of some sort. */
    @FunctionalInterface
    interface CharacterTest {
        boolean test(char c);
    }

    boolean isAt(int index, char expected) {
        return index < sql.length() && sql.charAt(index) == expected;
    }

    boolean isAt(int index, CharacterTest expected) {
        return index < sql.length() && expected.test(sql.charAt(index));
    }

    boolean isCommentAt(int index) {
        return (isAt(index, '-') && isAt(index + 1, '-')) || (isAt(index, '/') && isAt(index + 1, '*'));
    }

    int endWhile(int from, CharacterTest accepted) {
        int i = from;
        while (isAt(i, accepted)) {
            i++;
        }
        return i;
    }

    int endOfBlockComment(int start) {
        int depth = 0;
        int i = start;
        while (i < sql.length()) {
            if (isAt(i, '/') && isAt(i + 1, '*')) {
                depth++;
                i += 2;
            } else if (isAt(i, '*') && isAt(i + 1, '/')) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return NONE;
    }

    /** A comment ends an operator: {@code a--b} and {@code @/*} hold one. */
    int endOfOperator(int start) {
        int i = start;
        while (isAt(i, SqlCharacters::isOperator) && !isCommentAt(i)) {
            i++;
        }
        return i;
    }

    /**
     * Takes in letters and dollars that follow without a blank. PostgreSQL 14 reads {@code 1a$b$} as a number and a
     * name, 15 and newer refuse it, 16 and newer read {@code 0x1F} and {@code 1_000}: taken as one piece, the end is
     * right for all.
     */
    int endOfNumber(int start) {
        int i = start;
        while (i < sql.length()) {
            if (isExponentSignAt(i)) {
                i += 2;
            } else if (isAt(i, SqlCharacters::isNamePart) || (isAt(i, '.') && !isAt(i + 1, '.'))) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    private boolean isExponentSignAt(int index) {
        return (isAt(index, 'e') || isAt(index, 'E'))
                && (isAt(index + 1, '+') || isAt(index + 1, '-'))
                && isAt(index + 2, SqlCharacters::isDigit);
    }

    int endOfQuotedName(int afterQuote) {
        int i = afterQuote;
        while (i < sql.length()) {
            if (!isAt(i, '"')) {
                i++;
            } else if (isAt(i + 1, '"')) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return NONE;
    }

    int endOfString(int afterQuote, boolean backslashEscapes) {
        int i = afterQuote;
        while (i < sql.length()) {
            if (isAt(i, '\'') && !isAt(i + 1, '\'')) {
                int continued = afterContinuingQuote(i + 1);
                if (continued == NONE) {
                    return i + 1;
                }
                i = continued;
            } else {
                i += isAt(i, '\'') || (backslashEscapes && isAt(i, '\\')) ? 2 : 1;
            }
        }
        return NONE;
    }

    /** A string goes on where only blanks and line comments, and among them a line end, stand before the next quote. */
    private int afterContinuingQuote(int from) {
        boolean lineEnded = false;
        int i = from;
        while (i < sql.length()) {
            if (isAt(i, SqlCharacters::isSpace)) {
                lineEnded |= isLineEnd(sql.charAt(i));
                i++;
            } else if (isAt(i, '-') && isAt(i + 1, '-')) {
                i = endWhile(i, SqlCharacters::isNotLineEnd);
            } else {
                return lineEnded && isAt(i, '\'') ? i + 1 : NONE;
            }
        }
        return NONE;
    }

    /** Returns the index after {@code $tag$}, or {@link #NONE} where there is no such thing. */
    int endOfDollarTag(int start) {
        int i = start + 1;
        if (isAt(i, SqlCharacters::isNameStart)) {
            i = endWhile(i, SqlCharacters::isTagPart);
        }
        return isAt(i, '$') ? i + 1 : NONE;
    }

    int endOfDollarString(int start, int body) {
        int closing = sql.indexOf(sql.substring(start, body), body);
        return closing < 0 ? NONE : closing + body - start;
    }
}
