package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;

/** Doubles the question marks of operators, which the driver else takes for parameters. */
final class QuestionMarks {
    private QuestionMarks() {}

    static String escaped(String query) {
        StringBuilder escaped = new StringBuilder(query.length());
        new SqlLexer(query).forEachRemaining(token -> {
            String text = token.textIn(query);
            escaped.append(token.kind() == SqlToken.Kind.OPERATOR ? text.replace("?", "??") : text);
        });
        return escaped.toString();
    }
}
