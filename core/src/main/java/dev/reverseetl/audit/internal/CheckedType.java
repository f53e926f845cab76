package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;

/**
 * A type whose constants may run code that the auditing user has no reason to trust: a domain with a check, or a range
 * with a function that makes it uniform.
 *
 * <p>Domains of a superuser or of the auditing user are trusted with what these two own and what doesn't look up names
 * by the search path, and anybody's checks that call nothing but immutable built-in functions.
 *
 * @param oid its OID
 * @param name its name, quoted, with its schema
 * @param byPath whether it depends on the search path: it is of somebody who is trusted, but calls functions that look
 *     up names
 */
record CheckedType(String oid, String name, boolean byPath) {
    /**
     * What is not trusted at all counts 2, what depends on the search path 1. Looks at domains by their constraints'
     * index.
     */
    static Query<CheckedType> query() {
        return Query.of(
                """
                WITH trusted AS MATERIALIZED (SELECT o.oid FROM pg_roles o WHERE o.rolsuper OR o.rolname = current_user),
                     risks(oid, risk) AS (
                       SELECT t.oid, greatest(
                                CASE WHEN t.typowner NOT IN (SELECT oid FROM trusted) AND c.conbin::text ~ 'ROWCOMPAREEXPR|MINMAXEXPR'
                                     THEN 2 ELSE 0 END,
                                (SELECT max(2) FROM regexp_matches(c.conbin::text, ':resulttype ([0-9]+)', 'g') AS m(found)
                                   JOIN pg_type x ON x.oid = m.found[1]::oid
                                  WHERE x.oid >= 16384 AND (x.typelem <> 0 OR x.typtype NOT IN ('b', 'e'))),
                                (SELECT max(CASE WHEN t.typowner NOT IN (SELECT oid FROM trusted)
                                                 THEN CASE WHEN p.oid IS NULL OR p.oid >= 16384 OR p.provolatile <> 'i' THEN 2 ELSE 0 END
                                                 WHEN p.oid IS NULL OR p.oid < 16384 THEN 0
                                                 ELSE %1$s END)
                                   FROM regexp_matches(c.conbin::text, ':(?:funcid|opfuncid) ([0-9]+)', 'g') AS m(found)
                                   LEFT JOIN pg_proc p ON p.oid = m.found[1]::oid
                                   LEFT JOIN pg_language l ON l.oid = p.prolang))
                         FROM pg_constraint c JOIN pg_type t ON t.oid = c.contypid
                        WHERE c.contypid > 0
                       UNION ALL
                       SELECT r.rngtypid, %1$s
                         FROM pg_range r JOIN pg_proc p ON p.oid = r.rngcanonical JOIN pg_language l ON l.oid = p.prolang
                        WHERE p.oid >= 16384)
                SELECT CAST(t.oid AS text) AS oid, quote_ident(n.nspname) || '.' || quote_ident(t.typname) AS name, max(r.risk) = 1 AS by_path
                  FROM risks r
                  JOIN pg_type t ON t.oid = r.oid
                  JOIN pg_namespace n ON n.oid = t.typnamespace
                 WHERE r.risk > 0
                 GROUP BY t.oid, n.nspname, t.typname ORDER BY name""".formatted(FUNCTION_RISK),
                row -> new CheckedType(row.text("oid"), row.text("name"), row.flag("by_path")));
    }

    private static final String FUNCTION_RISK = """
            CASE WHEN p.proowner NOT IN (SELECT oid FROM trusted) THEN 2
                 WHEN l.lanname IN ('c', 'internal')
                   OR EXISTS (SELECT FROM unnest(p.proconfig) AS s(setting) WHERE s.setting LIKE 'search\\_path=%') THEN 0
                 ELSE 1 END""";
}
