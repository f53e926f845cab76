package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.List;

/**
 * A type.
 *
 * @param oid its OID
 * @param schema its schema
 * @param name its name, for an array that of its elements
 * @param base the OID of the type that a domain is over; else 0
 * @param parts the OIDs of the types that it is made of: of elements, columns, bounds, or what a domain is over
 * @param input the OID of the function that reads its texts
 * @param checks the parse trees of a domain's constraints
 * @param comparisons the OIDs of the functions that sort or hash it and that did not come with the server
 */
record TypeEntry(
        long oid,
        SchemaEntry schema,
        Identifier name,
        long base,
        List<Long> parts,
        long input,
        List<TreeNode> checks,
        List<Long> comparisons) {
    /** What has a smaller OID lies in pg_catalog, is no domain, and isn't made of one. */
    private static final long FIRST_OUTSIDE_PG_CATALOG = 12_000;

    static Query<TypeEntry> query(Collection<Long> oids) {
        return Query.of(
                """
                WITH RECURSIVE wanted(oid) AS (
                       SELECT unnest(CAST(? AS text[])::oid[])
                        UNION
                       SELECT x.part FROM wanted w CROSS JOIN LATERAL (
                                SELECT unnest(ARRAY[t.typbasetype, t.typelem]) FROM pg_type t WHERE t.oid = w.oid
                                 UNION ALL
                                SELECT a.atttypid FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid
                                 WHERE t.oid = w.oid AND a.attnum > 0 AND NOT a.attisdropped
                                 UNION ALL
                                SELECT r.rngsubtype FROM pg_range r WHERE w.oid IN (r.rngtypid, r.rngmultitypid)) AS x(part)
                        WHERE x.part >= %1$s)
                SELECT t.oid::int8 AS oid, n.oid::int8 AS schema_oid, n.nspname AS schema, pg_get_userbyid(n.nspowner) AS schema_owner,
                       coalesce(e.typname, t.typname) AS name, t.typbasetype::int8 AS base,
                       t.typinput::oid::int8 AS input,
                       ARRAY(SELECT x.part::text FROM (
                                SELECT unnest(ARRAY[t.typbasetype, t.typelem])
                                 UNION
                                SELECT a.atttypid FROM pg_attribute a
                                 WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                                 UNION
                                SELECT r.rngsubtype FROM pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)) AS x(part)
                              WHERE x.part <> 0) AS parts,
                       ARRAY(SELECT f.amproc::oid::text FROM pg_opclass c
                               JOIN pg_amproc f ON f.amprocfamily = c.opcfamily AND f.amproclefttype = t.oid
                                               AND f.amprocrighttype = t.oid
                              WHERE c.opcintype = t.oid AND c.opcdefault AND f.amproc::oid >= %2$s) AS comparisons,
                       ARRAY(SELECT c.conbin::text FROM pg_constraint c WHERE c.contypid = t.oid AND c.conbin IS NOT NULL) AS checks
                  FROM wanted w
                  JOIN pg_type t ON t.oid = w.oid
                  JOIN pg_namespace n ON n.oid = t.typnamespace
                  LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid""".formatted(FIRST_OUTSIDE_PG_CATALOG, RoutineEntry.FIRST_USER_OID),
                row -> new TypeEntry(
                        row.number("oid"),
                        new SchemaEntry(row.number("schema_oid"), row.name("schema"), row.name("schema_owner")),
                        row.name("name"),
                        row.number("base"),
                        Oids.of(row, "parts"),
                        row.number("input"),
                        row.texts("checks").stream()
                                .flatMap(tree -> TreeReader.read(tree).stream())
                                .toList(),
                        Oids.of(row, "comparisons")),
                Oids.texts(oids));
    }
}
