package dev.reverseetl.audit;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text of several statements. */
record SqlScript(String text) {
    private static final Pattern QUERY =
            Pattern.compile("\\(*\\s*(select|with|values|table)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The statements without comments. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        SqlLexer lexer = new SqlLexer(text);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            if (token.kind() == Kind.SEMICOLON) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            } else {
                boolean comment = token.kind() == Kind.LINE_COMMENT || token.kind() == Kind.BLOCK_COMMENT;
                statement.append(comment ? " " : token.textIn(text));
            }
        }
        statements.add(statement.toString().strip());
        statements.removeIf(String::isEmpty);
        return statements;
    }

    static boolean isQuery(String statement) {
        return QUERY.matcher(statement).matches();
    }
}
