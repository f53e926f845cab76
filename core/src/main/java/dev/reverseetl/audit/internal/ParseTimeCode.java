package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which texts may run somebody's code while PostgreSQL only resolves their names. A constant of an array, row or range
 * type is read at once, and so are the checks of domains in it, with the rights of whoever asks. {@link CheckedType}
 * tells which types that may be.
 */
final class ParseTimeCode {
    /** The operators that SQL has words for, such as {@code IN}, {@code LIKE} and {@code BETWEEN}. */
    private static final Set<String> WITHOUT_SYMBOL =
            Set.of("=", "<>", "<", "<=", ">", ">=", "~", "~~", "!~~", "~~*", "!~~*");

    private static final Pattern AROUND_VALUES = Pattern.compile("[{(\\[]|empty", Pattern.CASE_INSENSITIVE);

    /** A name, or an operator, by which a text can come to a constant with such a type in it. */
    private record Entry(boolean operator, String name) {}

    private final List<CheckedType> types;
    private final boolean quiet;
    private final Set<String> names;
    private final Set<String> operators;

    private ParseTimeCode(List<CheckedType> types, boolean quiet, List<Entry> entries) {
        this.types = types;
        this.quiet = quiet;
        this.names = of(entries, false);
        this.operators = of(entries, true);
    }

    private static Set<String> of(List<Entry> entries, boolean operators) {
        return entries.stream()
                .filter(entry -> entry.operator() == operators)
                .map(Entry::name)
                .collect(Collectors.toSet());
    }

    /**
     * Asks for the names, which costs a round trip only where there are such types.
     *
     * @param path the search path that models are bound with
     */
    static ParseTimeCode by(List<CheckedType> types, SearchPath path, Transaction transaction) {
        if (types.isEmpty()) {
            return new ParseTimeCode(types, true, List.of());
        }
        Query<Entry> names = names(types);
        Query<Boolean> others = othersCreateIn(path);
        Results results = transaction.read(List.of(names, others));
        boolean quiet = types.stream().allMatch(CheckedType::byPath)
                && !results.of(others).get(0);
        return new ParseTimeCode(types, quiet, results.of(names));
    }

    private static Query<Entry> names(List<CheckedType> types) {
        return Query.of(
                """
                WITH RECURSIVE reach(oid) AS (
                  SELECT d.oid::oid FROM unnest(CAST(? AS text[])) AS d(oid)
                  UNION
                  SELECT t.oid
                    FROM reach r JOIN pg_type t
                      ON t.typbasetype = r.oid OR t.typelem = r.oid
                      OR (t.typrelid <> 0 AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.atttypid = r.oid))
                      OR EXISTS (SELECT FROM pg_range g WHERE (g.rngsubtype = r.oid AND t.oid IN (g.rngtypid, g.rngmultitypid))
                                                           OR (g.rngtypid = r.oid AND t.oid = g.rngmultitypid))
                )
                SELECT false AS operator, t.typname AS name FROM reach r JOIN pg_type t ON t.oid = r.oid
                UNION SELECT false, c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN reach t ON t.oid = a.atttypid
                UNION SELECT false, p.proname FROM pg_proc p
                       WHERE EXISTS (SELECT FROM reach t WHERE t.oid = p.prorettype OR t.oid = ANY (p.proargtypes) OR t.oid = ANY (p.proallargtypes))
                UNION SELECT true, o.oprname FROM pg_operator o JOIN reach t ON t.oid IN (o.oprleft, o.oprright, o.oprresult)""",
                row -> new Entry(row.flag("operator"), row.text("name")),
                types.stream().map(CheckedType::oid).toList());
    }

    /** Asks whether anybody but superusers and the current user can make something that is found by this path. */
    private static Query<Boolean> othersCreateIn(SearchPath path) {
        return Query.of(
                """
                SELECT EXISTS (
                  SELECT FROM pg_namespace n
                    JOIN pg_database d ON d.datname = current_database()
                    CROSS JOIN LATERAL (
                      SELECT n.nspowner
                       UNION ALL
                      SELECT a.grantee FROM aclexplode(n.nspacl) AS a WHERE a.privilege_type = 'CREATE') AS x(maker)
                    LEFT JOIN pg_roles r
                      ON r.oid = CASE WHEN x.maker = 'pg_database_owner'::regrole THEN d.datdba ELSE x.maker END
                   WHERE n.nspname = ANY (CAST(? AS text[])) AND NOT coalesce(r.rolsuper OR r.rolname = current_user, false)) AS others""",
                row -> row.flag("others"),
                path.schemas().stream().map(Identifier::value).toList());
    }

    /** Returns the types, quoted. */
    String types() {
        return types.stream().map(CheckedType::name).collect(Collectors.joining(", "));
    }

    /**
     * Tells whether that may be so of a text.
     *
     * @param sql the text
     * @param otherPath whether it is read with another search path than that of the models
     */
    boolean mayRunBy(String sql, boolean otherPath) {
        return !types.isEmpty() && !(quiet && !otherPath) && hasSuchConstant(sql) && namesSuchType(sql);
    }

    /** What isn't one value has braces, brackets or parentheses around, unless it is a range without any. */
    private static boolean hasSuchConstant(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            boolean dollars = token.kind() == SqlToken.Kind.DOLLAR_STRING;
            if (dollars || token.kind() == SqlToken.Kind.STRING) {
                String text = token.textIn(sql);
                boolean plain = dollars || text.startsWith("'");
                if (!plain || AROUND_VALUES.matcher(text).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean namesSuchType(String sql) {
        if (operators.stream().anyMatch(WITHOUT_SYMBOL::contains)) {
            return true;
        }
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            String text = token.textIn(sql);
            boolean found = switch (token.kind()) {
                case WORD -> isCut(text) || isOne(NamesInText.nameOf(token, sql), text);
                case QUOTED_NAME ->
                    isCut(text) || !text.startsWith("\"") || names.contains(NamesInText.nameOf(token, sql));
                case OPERATOR -> operators.stream().anyMatch(text::contains);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Databases whose characters have one byte each fold all letters, others those of ASCII only. */
    private boolean isOne(String name, String text) {
        return names.contains(name) || names.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Where PostgreSQL cuts a name depends on the database's encoding. */
    private static boolean isCut(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > Identifier.MAX_BYTES;
    }
}
