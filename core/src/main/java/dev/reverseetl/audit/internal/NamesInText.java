package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.internal.sql.SqlToken.Kind;
import dev.reverseetl.postgres.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a parse tree can't tell: which names were written in the text, and which were only inferred by the server.
 * Immutable.
 */
final class NamesInText {
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\(?:[0-9a-fA-F]{4}|\\+[01][0-9a-fA-F]{5})");

    private final Set<String> qualified = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final List<String> strings = new ArrayList<>();
    private final Set<Integer> castsAt;

    NamesInText(String text) {
        List<SqlToken> tokens = new ArrayList<>();
        new SqlLexer(text).forEachRemaining(token -> {
            if (token.isSignificant()) {
                tokens.add(token);
            }
        });
        castsAt = castsIn(tokens, text);
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
        if (isType(tokens, i, text)) {
            types.add(isPoint(tokens, i - 1, text) && i > 1 ? nameOf(tokens.get(i - 2), text) + "." + name : name);
        }
    }

    /** A type stands after {@code ::}, in CAST (… AS …), after RETURNING, or before a string. */
    private boolean isType(List<SqlToken> tokens, int i, String text) {
        if (i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.STRING) {
            return true;
        }
        int before = isPoint(tokens, i - 1, text) ? i - 3 : i - 1;
        if (before < 0) {
            return false;
        }
        SqlToken previous = tokens.get(before);
        return isAt(tokens, before, text, ":")
                || previous.isKeyWord(text, "RETURNING")
                || (previous.isKeyWord(text, "AS") && castsAt.contains(before));
    }

    /** Finds each AS that belongs to a CAST. */
    private static Set<Integer> castsIn(List<SqlToken> tokens, String text) {
        Set<Integer> found = new HashSet<>();
        Deque<Boolean> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.kind() == Kind.OPEN_PARENTHESIS) {
                open.push(i > 0
                        && (tokens.get(i - 1).isKeyWord(text, "CAST")
                                || tokens.get(i - 1).isKeyWord(text, "XMLSERIALIZE")));
            } else if (token.kind() == Kind.CLOSE_PARENTHESIS && !open.isEmpty()) {
                open.pop();
            } else if (token.isKeyWord(text, "AS") && Boolean.TRUE.equals(open.peek())) {
                found.add(i);
            }
        }
        return found;
    }

    private static boolean isName(SqlToken token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME;
    }

    private static boolean isPoint(List<SqlToken> tokens, int index, String text) {
        return isAt(tokens, index, text, ".");
    }

    private static boolean isAt(List<SqlToken> tokens, int index, String text, String what) {
        return index >= 0
                && index < tokens.size()
                && tokens.get(index).textIn(text).equals(what);
    }

    static String nameOf(SqlToken token, String text) {
        String written = token.textIn(text);
        if (token.kind() != Kind.QUOTED_NAME || !token.closed()) {
            return cut(folded(written));
        }
        String name = written.substring(written.indexOf('"') + 1, written.length() - 1)
                .replace("\"\"", "\"");
        return cut(written.startsWith("\"") ? name : withoutEscapes(name));
    }

    /** As PostgreSQL does where a character may have several bytes, as in UTF-8. */
    private static String folded(String word) {
        StringBuilder name = new StringBuilder(word);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                name.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return name.toString();
    }

    /** PostgreSQL cuts what is too long, without breaking a character. */
    private static String cut(String name) {
        int bytes = 0;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            bytes += Character.toString(name.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > Identifier.MAX_BYTES) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** Reads the escapes of a name that begins with {@code U&}, unless it chooses another escape character. */
    static String withoutEscapes(String name) {
        return UNICODE_ESCAPE
                .matcher(name)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(escape.group().replaceAll("[\\\\+]", ""), 16))))
                .replace("\\\\", "\\");
    }

    /** Tells whether the name was written with its schema. */
    boolean isQualified(Identifier schema, Identifier name) {
        return qualified.contains(schema.value() + "." + name.value());
    }

    /** Tells whether the type was written, as in a cast, with its schema or without. */
    boolean isTypeWritten(Identifier schema, Identifier name) {
        return types.contains(name.value()) || types.contains(schema.value() + "." + name.value());
    }

    /** Tells whether some string holds the name, as in {@code 'app.users'::regclass}; else its number was written. */
    boolean isInString(Identifier name) {
        String wanted = name.value().toLowerCase(Locale.ROOT);
        String quoted = wanted.replace("\"", "\"\"");
        return strings.stream().anyMatch(string -> string.contains(wanted) || string.contains(quoted));
    }
}
