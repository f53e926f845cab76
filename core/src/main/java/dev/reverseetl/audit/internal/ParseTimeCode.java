package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which texts may run somebody's code while PostgreSQL only resolves their names. A constant of an array, row or range
 * type is read at once, and so are the checks of domains in it, with the rights of whoever asks. Domains that a
 * superuser or the auditing user owns are trusted, and so are checks that call nothing but immutable built-in
 * functions.
 */
final class ParseTimeCode {
    /** The operators that SQL has words for, such as {@code IN}, {@code LIKE} and {@code BETWEEN}. */
    private static final Set<String> WITHOUT_SYMBOL =
            Set.of("=", "<>", "<", "<=", ">", ">=", "~", "~~", "!~~", "~~*", "!~~*");

    /**
     * A domain whose check may run somebody's code.
     *
     * @param oid the domain's OID
     * @param name its name, quoted, with its schema
     */
    record Checked(String oid, String name) {}

    /** A name, or an operator, by which a text can come to a constant with such a domain in it. */
    private record Entry(boolean operator, String name) {}

    private final List<Checked> domains;
    private final Set<String> names;
    private final Set<String> operators;

    private ParseTimeCode(List<Checked> domains, List<Entry> entries) {
        this.domains = domains;
        this.names = of(entries, false);
        this.operators = of(entries, true);
    }

    private static Set<String> of(List<Entry> entries, boolean operators) {
        return entries.stream()
                .filter(entry -> entry.operator() == operators)
                .map(Entry::name)
                .collect(Collectors.toSet());
    }

    /** Returns what is to be asked first. It looks at the constraints of domains only, by their index. */
    static Query<Checked> query() {
        return Query.of("""
                SELECT CAST(t.oid AS text) AS oid, quote_ident(n.nspname) || '.' || quote_ident(t.typname) AS name
                  FROM pg_constraint c
                  JOIN pg_type t ON t.oid = c.contypid
                  JOIN pg_namespace n ON n.oid = t.typnamespace
                  JOIN pg_roles o ON o.oid = t.typowner
                 WHERE c.contypid > 0 AND NOT o.rolsuper AND o.rolname <> current_user
                   AND (c.conbin::text ~ 'ROWCOMPAREEXPR|MINMAXEXPR'
                     OR EXISTS (SELECT FROM regexp_matches(c.conbin::text, ':(?:funcid|opfuncid) ([0-9]+)', 'g') AS m(found)
                                  LEFT JOIN pg_proc p ON p.oid = m.found[1]::oid
                                 WHERE p.oid IS NULL OR p.oid >= 16384 OR p.provolatile <> 'i'))
                 GROUP BY t.oid, n.nspname, t.typname ORDER BY name""", row -> new Checked(row.text("oid"), row.text("name")));
    }

    /** Asks for the names, which costs a round trip only where there are such domains. */
    static ParseTimeCode by(List<Checked> domains, Transaction transaction) {
        return new ParseTimeCode(domains, domains.isEmpty() ? List.of() : transaction.read(namesQuery(domains)));
    }

    private static Query<Entry> namesQuery(List<Checked> domains) {
        return Query.of(
                """
                WITH RECURSIVE reach(oid, container) AS (
                  SELECT d.oid::oid, false FROM unnest(CAST(? AS text[])) AS d(oid)
                  UNION
                  SELECT t.oid, r.container OR t.typtype <> 'd'
                    FROM reach r JOIN pg_type t
                      ON t.typbasetype = r.oid OR t.typelem = r.oid
                      OR (t.typrelid <> 0 AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.atttypid = r.oid))
                      OR EXISTS (SELECT FROM pg_range g WHERE g.rngsubtype = r.oid AND t.oid IN (g.rngtypid, g.rngmultitypid))
                ), types AS (SELECT DISTINCT oid FROM reach WHERE container)
                SELECT false AS operator, t.typname AS name FROM reach r JOIN pg_type t ON t.oid = r.oid
                UNION SELECT false, c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN types t ON t.oid = a.atttypid
                UNION SELECT false, p.proname FROM pg_proc p
                       WHERE EXISTS (SELECT FROM types t WHERE t.oid = p.prorettype OR t.oid = ANY (p.proargtypes) OR t.oid = ANY (p.proallargtypes))
                UNION SELECT true, o.oprname FROM pg_operator o JOIN types t ON t.oid IN (o.oprleft, o.oprright, o.oprresult)""",
                row -> new Entry(row.flag("operator"), row.text("name")),
                domains.stream().map(Checked::oid).toList());
    }

    /** Returns the domains, quoted. */
    String domains() {
        return domains.stream().map(Checked::name).collect(Collectors.joining(", "));
    }

    /** Tells whether that may be so of a text. */
    boolean mayRunBy(String sql) {
        if (domains.isEmpty()) {
            return false;
        }
        if (operators.stream().anyMatch(WITHOUT_SYMBOL::contains)) {
            return true;
        }
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            String text = token.textIn(sql);
            boolean found = switch (token.kind()) {
                case WORD -> names.contains(text.toLowerCase(Locale.ROOT));
                case QUOTED_NAME -> !text.startsWith("\"") || names.contains(unquoted(text));
                case OPERATOR -> operators.stream().anyMatch(text::contains);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static String unquoted(String name) {
        return name.substring(1, Math.max(1, name.length() - 1)).replace("\"\"", "\"");
    }
}
