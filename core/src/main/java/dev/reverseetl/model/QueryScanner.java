package dev.reverseetl.model;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.internal.sql.SqlToken.Kind;
import dev.reverseetl.internal.sql.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out in one pass whether a text is one query that keeps its meaning, and its bounds, in parentheses. */
final class QueryScanner {
    private static final int NOWHERE = -1;

    private final String query;
    private @Nullable SqlToken first;
    private @Nullable SqlToken open;
    private @Nullable SqlToken afterSemicolon;
    private int semicolon = NOWHERE;
    private int surplusParenthesis = NOWHERE;
    private int missingParenthesis = NOWHERE;
    private int depth;

    private QueryScanner(String query) {
        this.query = query;
    }

    /** Returns what is wrong with a query, each with its place and remedy; empty if nothing is. */
    static List<String> problemsOf(String query) {
        QueryScanner scanner = new QueryScanner(query);
        new SqlLexer(query).forEachRemaining(scanner::accept);
        return scanner.problems();
    }

    private void accept(SqlToken token) {
        if (!token.closed()) {
            open = token;
        }
        if (!token.isSignificant()) {
            return;
        }
        switch (token.kind()) {
            case SEMICOLON -> semicolon = semicolon == NOWHERE ? token.start() : semicolon;
            case OPEN_PARENTHESIS -> {
                missingParenthesis = depth == 0 ? token.start() : missingParenthesis;
                depth++;
                acceptStatement(token);
            }
            case CLOSE_PARENTHESIS -> {
                if (depth > 0) {
                    depth--;
                } else if (surplusParenthesis == NOWHERE) {
                    surplusParenthesis = token.start();
                }
                acceptStatement(token);
            }
            default -> acceptStatement(token);
        }
    }

    private void acceptStatement(SqlToken token) {
        if (semicolon != NOWHERE && afterSemicolon == null) {
            afterSemicolon = token;
        }
        if (first == null && token.kind() != Kind.OPEN_PARENTHESIS) {
            first = token;
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        addUnstorable(problems);
        addStart(problems);
        addSemicolon(problems);
        if (surplusParenthesis != NOWHERE) {
            problems.add("the ')' at " + at(surplusParenthesis) + " closes nothing");
        }
        if (open != null) {
            problems.add("the " + nameOf(open) + " that starts at " + at(open.start()) + " is never closed");
        } else if (depth > 0) { // what an open quote swallowed is no problem of its own
            problems.add("the '(' at " + at(missingParenthesis) + " is never closed");
        }
        return problems;
    }

    private void addUnstorable(List<String> problems) {
        for (int i = 0; i < query.length(); i += Character.charCount(query.codePointAt(i))) {
            int c = query.codePointAt(i);
            if (c == '\0' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                problems.add((c == '\0' ? "the character NUL at " : "the unpaired surrogate at ") + at(i)
                        + " can't be sent to PostgreSQL: remove it");
                return;
            }
        }
    }

    private void addStart(List<String> problems) {
        if (first == null && open == null) {
            problems.add("the query holds no statement");
        } else if (first != null
                && Stream.of("SELECT", "WITH", "VALUES", "TABLE").noneMatch(this::startsWith)) {
            problems.add("the query starts with " + excerpt(first) + " at " + at(first.start())
                    + ": it must start with SELECT, WITH, VALUES or TABLE");
        }
    }

    private boolean startsWith(String keyWord) {
        return first != null && first.isKeyWord(query, keyWord);
    }

    private void addSemicolon(List<String> problems) {
        if (semicolon == NOWHERE) {
            return;
        }
        if (afterSemicolon == null) {
            problems.add("the trailing ';' at " + at(semicolon)
                    + " breaks the query, because Segment runs it inside a common table expression: remove it");
        } else {
            problems.add("the ';' at " + at(semicolon) + " is followed by " + excerpt(afterSemicolon) + " at "
                    + at(afterSemicolon.start()) + ": a model is one statement, without any ';'");
        }
    }

    private TextPosition at(int index) {
        return TextPosition.of(query, index);
    }

    private String excerpt(SqlToken token) {
        return Excerpt.of(token.textIn(query));
    }

    private String nameOf(SqlToken token) {
        return switch (token.kind()) {
            case BLOCK_COMMENT -> "comment";
            case QUOTED_NAME -> "quoted identifier";
            case DOLLAR_STRING ->
                "dollar-quoted string "
                        + Excerpt.of(query.substring(token.start(), query.indexOf('$', token.start() + 1) + 1));
            default -> "string";
        };
    }
}
