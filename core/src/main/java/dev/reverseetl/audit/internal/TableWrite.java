package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.postgres.ServerVersion;
import java.util.Collection;
import java.util.List;

/**
 * A table outside the managed schema on which the role, somebody in its {@link Reach}, or everybody was granted more
 * than reading: one of a few examples.
 *
 * @param everybody whether PUBLIC has the rights; else the role or somebody in its reach
 * @param tables how many such tables there are in all
 * @param table the table
 * @param privileges the rights
 * @param holders who was granted them; empty for PUBLIC
 */
record TableWrite(boolean everybody, long tables, QualifiedName table, List<String> privileges, List<String> holders) {
    private static final long EXAMPLES = 5;

    /**
     * Scans pg_class once, and again only if some table has such an entry: 50 to 130 ms for 100,000 tables, whoever was
     * granted what. Few tables differ in their entries, so these are read only once each. Rights on columns are found
     * through pg_shdepend, since there are many more columns; it has no entry for PUBLIC.
     */
    private static final String WRITES = """
            ,
            acl AS (
                SELECT DISTINCT relacl, relowner, oid >= 16384 AS ours FROM pg_class
                 WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relacl IS NOT NULL),
            writable AS MATERIALIZED (
                SELECT relacl, relowner, ours FROM acl
                 WHERE EXISTS (SELECT FROM aclexplode(relacl) AS a
                                WHERE a.privilege_type <> 'SELECT' AND a.grantee <> relowner
                                  AND ((a.grantee = 0 AND ours) OR a.grantee IN (SELECT oid FROM reach)))),
            granted AS MATERIALIZED (
                SELECT s.objid, s.objsubid, s.refobjid
                  FROM reach
                 CROSS JOIN LATERAL (SELECT * FROM pg_shdepend d
                                      WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = reach.oid
                                        AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                                        AND d.classid = 'pg_class'::regclass AND d.objsubid <> 0 AND d.deptype = 'a'
                                     OFFSET 0) AS s),
            entry AS (
                SELECT c.oid, c.relnamespace, c.relname, a.grantee, a.privilege_type AS privilege
                  FROM writable w
                  JOIN pg_class c ON c.relacl = w.relacl AND c.relowner = w.relowner AND (c.oid >= 16384) = w.ours,
                       aclexplode(c.relacl) AS a
                 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.grantee <> c.relowner
                   AND ((a.grantee = 0 AND w.ours) OR a.grantee IN (SELECT oid FROM reach))
                UNION ALL
                SELECT c.oid, c.relnamespace, c.relname, a.grantee, a.privilege_type
                  FROM granted g
                 CROSS JOIN LATERAL (SELECT * FROM pg_class WHERE oid = g.objid OFFSET 0) AS c
                 CROSS JOIN LATERAL (SELECT attacl FROM pg_attribute
                                      WHERE attrelid = g.objid AND attnum = g.objsubid OFFSET 0) AS t,
                       aclexplode(t.attacl) AS a
                 WHERE a.grantee = g.refobjid AND a.grantee <> c.relowner),
            write AS (
                SELECT oid, relnamespace, relname, grantee = 0 AS everybody,
                       array_agg(DISTINCT privilege ORDER BY privilege) AS privileges,
                       array_agg(DISTINCT pg_get_userbyid(grantee)::text) FILTER (WHERE grantee <> 0) AS holders
                  FROM entry
                 WHERE privilege <> 'SELECT' AND NOT (privilege = 'UPDATE' AND oid = ANY (CAST(CAST(? AS text[]) AS oid[])))
                 GROUP BY oid, relnamespace, relname, grantee = 0)
            SELECT * FROM (
                SELECT w.everybody, n.nspname AS schema, w.relname AS name, w.privileges, w.holders,
                       count(*) OVER (PARTITION BY w.everybody) AS tables,
                       row_number() OVER (PARTITION BY w.everybody ORDER BY n.nspname, w.relname) AS place
                  FROM write w JOIN pg_namespace n ON n.oid = w.relnamespace
                 WHERE n.nspname <> ? AND n.nspname !~ '^pg_temp') AS numbered
             WHERE place <= ? ORDER BY everybody, place""";

    TableWrite {
        privileges = List.copyOf(privileges);
        holders = List.copyOf(holders);
    }

    /** Returns the query. UPDATE on the locked tables, which models need for FOR UPDATE, is no excess. */
    static Query<TableWrite> query(
            Identifier role, Identifier managedSchema, Collection<Long> lockedTables, ServerVersion version) {
        return Query.of(
                Reach.with(version) + WRITES,
                row -> new TableWrite(
                        row.flag("everybody"),
                        row.number("tables"),
                        new QualifiedName(row.name("schema"), row.name("name")),
                        row.texts("privileges"),
                        row.texts("holders")),
                role.value(),
                OidList.of(lockedTables),
                managedSchema.value(),
                EXAMPLES);
    }
}
