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
 * @param element the OID of an array's elements; else 0
 * @param input the OID of the function that reads its texts
 * @param checks the parse trees of a domain's constraints
 */
record TypeEntry(
        long oid, SchemaEntry schema, Identifier name, long base, long element, long input, List<TreeNode> checks) {
    static Query<TypeEntry> query(Collection<Long> oids) {
        return Query.of(
                """
                WITH RECURSIVE wanted(oid) AS (
                       SELECT unnest(CAST(? AS text[])::oid[])
                        UNION
                       SELECT x.part FROM wanted w JOIN pg_type t ON t.oid = w.oid
                         CROSS JOIN LATERAL unnest(ARRAY[t.typbasetype, t.typelem]) AS x(part)
                        WHERE x.part <> 0)
                SELECT t.oid::int8 AS oid, n.oid::int8 AS schema_oid, n.nspname AS schema, pg_get_userbyid(n.nspowner) AS schema_owner,
                       coalesce(e.typname, t.typname) AS name, t.typbasetype::int8 AS base,
                       CASE WHEN e.typarray = t.oid THEN e.oid::int8 ELSE 0 END AS element, t.typinput::oid::int8 AS input,
                       ARRAY(SELECT c.conbin::text FROM pg_constraint c WHERE c.contypid = t.oid AND c.conbin IS NOT NULL) AS checks
                  FROM wanted w
                  JOIN pg_type t ON t.oid = w.oid
                  JOIN pg_namespace n ON n.oid = t.typnamespace
                  LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid""",
                row -> new TypeEntry(
                        row.number("oid"),
                        new SchemaEntry(row.number("schema_oid"), row.name("schema"), row.name("schema_owner")),
                        row.name("name"),
                        row.number("base"),
                        row.number("element"),
                        row.number("input"),
                        row.texts("checks").stream()
                                .flatMap(tree -> TreeReader.read(tree).stream())
                                .toList()),
                Oids.texts(oids));
    }
}
