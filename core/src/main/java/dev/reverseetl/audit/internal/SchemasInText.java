package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text writes before a point where only a schema can stand, and where also an alias could. A parse tree doesn't
 * tell all names that were looked up: not the type in a cast to the type that a column has already, nor those within
 * {@code 'app.f(app.mood)'::regprocedure}. Immutable.
 */
final class SchemasInText {
    private final String text;
    private final List<SqlToken> tokens = new ArrayList<>();
    private final Set<String> certain = new HashSet<>();
    private final Set<String> perhaps = new HashSet<>();
    private final Set<String> inStrings = new HashSet<>();

    SchemasInText(String text) {
        this.text = text;
        new SqlLexer(text).forEachRemaining(token -> {
            if (token.isSignificant()) {
                tokens.add(token);
            }
        });
        for (int i = 0; i < tokens.size(); i++) {
            read(i);
        }
    }

    private void read(int i) {
        if (isString(i)) {
            Set<String> names = new SchemasInText(content(tokens.get(i).textIn(text))).all();
            inStrings.addAll(names);
            certain.addAll(isCastToReference(i) ? names : Set.of());
        }
        if (!isName(i) || isAt(i - 1, ".") || !isAt(i + 1, ".")) {
            return;
        }
        String name = NamesInText.nameOf(tokens.get(i), text);
        if (isOperatorName(i)) {
            certain.add(name);
        } else if (isName(i + 2)) {
            (isSchemaAlone(i) ? certain : perhaps).add(name);
        }
    }

    /** Before a type, a collation or what is called there is no alias. */
    private boolean isSchemaAlone(int i) {
        return isType(i) || isWord(i - 1, "COLLATE") || isKind(i + 3, Kind.OPEN_PARENTHESIS) || isString(i + 3);
    }

    private boolean isType(int i) {
        return (isAt(i - 1, ":") && isAt(i - 2, ":")) || isWord(i - 1, "AS");
    }

    private boolean isOperatorName(int i) {
        return isWord(i - 2, "OPERATOR") && isKind(i - 1, Kind.OPEN_PARENTHESIS);
    }

    /** Tells whether a string is cast to a type such as {@code regclass}, or to an array of it. */
    private boolean isCastToReference(int i) {
        boolean cast = isAt(i + 1, ":") && isAt(i + 2, ":");
        boolean standard = isWord(i + 1, "AS") && isKind(i - 1, Kind.OPEN_PARENTHESIS) && isWord(i - 2, "CAST");
        int type = i + (cast ? 3 : 2);
        return ((cast || standard) && isReference(isAt(type + 1, ".") ? type + 2 : type)) || isReference(i - 1);
    }

    private boolean isReference(int i) {
        return isName(i) && NamesInText.nameOf(tokens.get(i), text).startsWith("reg");
    }

    /** Strings that begin with {@code E}, or go on in another line, are not looked into. */
    private static String content(String string) {
        boolean unicode = string.regionMatches(true, 0, "U&'", 0, 3);
        int start = unicode ? 3 : 1;
        if ((!unicode && !string.startsWith("'")) || string.length() <= start || !string.endsWith("'")) {
            return "";
        }
        String content = string.substring(start, string.length() - 1).replace("''", "'");
        return unicode ? NamesInText.withoutEscapes(content) : content;
    }

    private boolean isString(int i) {
        return isKind(i, Kind.STRING) || isKind(i, Kind.DOLLAR_STRING);
    }

    private boolean isName(int i) {
        return isKind(i, Kind.WORD) || isKind(i, Kind.QUOTED_NAME);
    }

    private boolean isKind(int i, Kind kind) {
        return i >= 0 && i < tokens.size() && tokens.get(i).kind() == kind;
    }

    private boolean isWord(int i, String word) {
        return isKind(i, Kind.WORD) && tokens.get(i).isKeyWord(text, word);
    }

    private boolean isAt(int i, String what) {
        return i >= 0 && i < tokens.size() && tokens.get(i).textIn(text).equals(what);
    }

    /** Returns all that may be schemas. */
    Set<String> all() {
        Set<String> all = new HashSet<>(certain);
        all.addAll(perhaps);
        return all;
    }

    /** Returns what strings hold that may be schemas. */
    Set<String> inStrings() {
        return Set.copyOf(inStrings);
    }

    /** Returns all that must be schemas, if there is such a schema. */
    Set<String> certain() {
        return Set.copyOf(certain);
    }

    /** Returns all that must be schemas, if there is such a schema, in the text of this query. */
    Set<String> in(TreeNode query) {
        Set<String> names = all();
        names.removeAll(aliases(query, new HashSet<>()));
        names.addAll(certain);
        return names;
    }

    /** The server gives each FROM item an alias, if only its own name. */
    private static Set<String> aliases(TreeNode node, Set<String> found) {
        if (node.is("ALIAS")) {
            found.add(node.text("aliasname"));
        }
        node.forEachChild(child -> aliases(child, found));
        return found;
    }
}
