package dev.reverseetl.internal.sql;

/**
 * Which characters PostgreSQL's lexer counts among which. Everything outside ASCII is a letter to it, no-break blanks
 * included.
 */
final class SqlCharacters {
    private SqlCharacters() {}

    /** Tells whether it is a blank. The vertical tab became one with PostgreSQL 16 and is an error before. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isNotLineEnd(char c) {
        return !isLineEnd(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isTagPart(c) || c == '$';
    }

    /** Tells whether it can be within the tag of a dollar quote. */
    static boolean isTagPart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    static boolean isOperator(char c) {
        return "~!@#^&|`?+-*/%<>=".indexOf(c) >= 0;
    }
}
