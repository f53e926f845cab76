package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;

/**
 * Whether a function's text can be put between {@code BEGIN ATOMIC} and {@code END} without ending that by itself: what
 * stands after such an end would be statements of the administrator's.
 */
final class AtomicBody {
    private AtomicBody() {}

    /** Tells whether no statement begins with END, and nothing is left open. */
    static boolean holds(String text) {
        SqlLexer lexer = new SqlLexer(text);
        boolean begins = true;
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            switch (token.kind()) {
                case WHITESPACE, LINE_COMMENT -> {}
                case BLOCK_COMMENT -> {
                    if (!token.closed()) {
                        return false;
                    }
                }
                default -> {
                    if (!token.closed() || (begins && token.textIn(text).equalsIgnoreCase("END"))) {
                        return false;
                    }
                    begins = token.kind() == SqlToken.Kind.SEMICOLON;
                }
            }
        }
        return true;
    }
}
