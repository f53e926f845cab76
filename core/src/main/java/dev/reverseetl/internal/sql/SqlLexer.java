package dev.reverseetl.internal.sql;

import static dev.reverseetl.internal.sql.SqlCharacters.isDigit;
import static dev.reverseetl.internal.sql.SqlCharacters.isNameStart;
import static dev.reverseetl.internal.sql.SqlCharacters.isOperator;
import static dev.reverseetl.internal.sql.SqlCharacters.isSpace;

import dev.reverseetl.internal.sql.SqlToken.Kind;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Splits a text into tokens by the lexical rules of PostgreSQL 14 to 18, with {@code standard_conforming_strings} on.
 * Any text has tokens; what PostgreSQL would refuse is {@link SqlToken#closed() not closed}, {@link Kind#OTHER} or part
 * of a number. Takes time linear in the text's length. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: Lexical Structure</a>
 */
public final class SqlLexer implements Iterator<SqlToken> {
    private final String sql;
    private final SqlExtents extents;
    private int position;

    /**
     * Starts at the beginning of a text.
     *
     * @param sql the text
     */
    public SqlLexer(String sql) {
        this.sql = Objects.requireNonNull(sql, "sql");
        this.extents = new SqlExtents(sql);
    }

    @Override
    public boolean hasNext() {
        return position < sql.length();
    }

    @Override
    public SqlToken next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SqlToken token = tokenAt(position);
        position = token.end();
        return token;
    }

    private SqlToken tokenAt(int start) {
        char c = sql.charAt(start);
        if (isSpace(c)) {
            return token(Kind.WHITESPACE, start, extents.endWhile(start, SqlCharacters::isSpace));
        }
        if (extents.isCommentAt(start)) {
            return c == '-'
                    ? token(Kind.LINE_COMMENT, start, extents.endWhile(start, SqlCharacters::isNotLineEnd))
                    : token(Kind.BLOCK_COMMENT, start, extents.endOfBlockComment(start));
        }
        if (isNameStart(c)) {
            return wordOrPrefixedQuote(start);
        }
        if (isDigit(c) || (c == '.' && extents.isAt(start + 1, SqlCharacters::isDigit))) {
            return token(Kind.NUMBER, start, extents.endOfNumber(start));
        }
        if (isOperator(c)) {
            return token(Kind.OPERATOR, start, extents.endOfOperator(start));
        }
        return switch (c) {
            case '\'' -> token(Kind.STRING, start, extents.endOfString(start + 1, false));
            case '"' -> token(Kind.QUOTED_NAME, start, extents.endOfQuotedName(start + 1));
            case '$' -> parameterOrDollarString(start);
            case '(' -> token(Kind.OPEN_PARENTHESIS, start, start + 1);
            case ')' -> token(Kind.CLOSE_PARENTHESIS, start, start + 1);
            case ';' -> token(Kind.SEMICOLON, start, start + 1);
            default -> token(Kind.OTHER, start, start + 1);
        };
    }

    private SqlToken wordOrPrefixedQuote(int start) {
        switch (sql.charAt(start)) {
            case 'b', 'B', 'n', 'N', 'x', 'X' -> {
                if (extents.isAt(start + 1, '\'')) {
                    return token(Kind.STRING, start, extents.endOfString(start + 2, false));
                }
            }
            case 'e', 'E' -> {
                if (extents.isAt(start + 1, '\'')) {
                    return token(Kind.STRING, start, extents.endOfString(start + 2, true));
                }
            }
            case 'u', 'U' -> {
                if (extents.isAt(start + 1, '&') && extents.isAt(start + 2, '\'')) {
                    return token(Kind.STRING, start, extents.endOfString(start + 3, false));
                }
                if (extents.isAt(start + 1, '&') && extents.isAt(start + 2, '"')) {
                    return token(Kind.QUOTED_NAME, start, extents.endOfQuotedName(start + 3));
                }
            }
            default -> {
                // no prefix of a quote
            }
        }
        return token(Kind.WORD, start, extents.endWhile(start, SqlCharacters::isNamePart));
    }

    private SqlToken parameterOrDollarString(int start) {
        if (extents.isAt(start + 1, SqlCharacters::isDigit)) {
            return token(Kind.PARAMETER, start, extents.endWhile(start + 1, SqlCharacters::isDigit));
        }
        int body = extents.endOfDollarTag(start);
        return body == SqlExtents.NONE
                ? token(Kind.OTHER, start, start + 1)
                : token(Kind.DOLLAR_STRING, start, extents.endOfDollarString(start, body));
    }

    private SqlToken token(Kind kind, int start, int end) {
        return end == SqlExtents.NONE
                ? new SqlToken(kind, start, sql.length(), false)
                : new SqlToken(kind, start, end, true);
    }
}
