package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.internal.sql.SqlToken.Kind;
import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a parse tree can't tell: which names were written in the text, and which were only inferred by the server.
 * Immutable.
 */
final class NamesInText {
    private final Set<String> qualified = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final List<String> strings = new ArrayList<>();

    NamesInText(String text) {
        List<SqlToken> tokens = new ArrayList<>();
        new SqlLexer(text).forEachRemaining(token -> {
            if (token.isSignificant()) {
                tokens.add(token);
            }
        });
        for (int i = 0; i < tokens.size(); i++) {
            read(tokens, i, text);
        }
    }

    private void read(List<SqlToken> tokens, int i, String text) {
        SqlToken token = tokens.get(i);
        if (token.kind() == Kind.STRING || token.kind() == Kind.DOLLAR_STRING) {
            strings.add(token.textIn(text).toLowerCase(Locale.ROOT));
        }
        if (!isName(token)) {
            return;
        }
        String name = nameOf(token, text);
        if (isPoint(tokens, i + 1, text) && i + 2 < tokens.size() && isName(tokens.get(i + 2))) {
            qualified.add(name + "." + nameOf(tokens.get(i + 2), text));
        }
        boolean cast =
                i > 0 && (isAt(tokens, i - 1, text, ":") || tokens.get(i - 1).isKeyWord(text, "AS"));
        boolean literal = i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.STRING;
        if (cast || literal) {
            types.add(name);
        }
    }

    private static boolean isName(SqlToken token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
    }

    private static boolean isPoint(List<SqlToken> tokens, int index, String text) {
        return isAt(tokens, index, text, ".");
    }

    private static boolean isAt(List<SqlToken> tokens, int index, String text, String what) {
        return index < tokens.size() && tokens.get(index).textIn(text).equals(what);
    }

    private static String nameOf(SqlToken token, String text) {
        String written = token.textIn(text);
        return token.kind() == Kind.QUOTED_NAME && written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }

    /** Tells whether the name was written with its schema. */
    boolean isQualified(Identifier schema, Identifier name) {
        return qualified.contains(schema.value() + "." + name.value());
    }

    /** Tells whether the type was written, as in a cast. */
    boolean isTypeWritten(Identifier schema, Identifier name) {
        return types.contains(name.value()) || isQualified(schema, name);
    }

    /** Tells whether some string holds the name, as in {@code 'app.users'::regclass}; else its number was written. */
    boolean isInString(Identifier name) {
        String wanted = name.value().toLowerCase(Locale.ROOT);
        return strings.stream().anyMatch(string -> string.contains(wanted));
    }
}
