package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.List;

/**
 * An owner of tables that models use, whose next tables in that schema the role won't be able to read.
 *
 * @param schema the schema
 * @param schemaOid its OID
 * @param creator the owner
 * @param creatorOid its OID
 */
public record FutureTables(Identifier schema, long schemaOid, Identifier creator, long creatorOid) {
    /**
     * Returns the query.
     *
     * @param actingOid the OID of the role as which sessions act
     * @param schemas the OIDs of the schemas to look at
     * @param relations the OIDs of the relations that this role itself must be able to read
     */
    public static Query<FutureTables> query(long actingOid, Collection<Long> schemas, Collection<Long> relations) {
        return Query.of(
                """
                SELECT DISTINCT n.nspname AS schema, n.oid::int8 AS schema_oid, o.rolname AS creator, o.oid::int8 AS creator_oid
                  FROM (SELECT CAST(CAST(? AS int8) AS oid) AS oid) AS t, pg_class c
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  JOIN pg_roles o ON o.oid = c.relowner
                 WHERE c.oid = ANY (CAST(CAST(? AS text[]) AS oid[])) AND n.oid = ANY (CAST(CAST(? AS text[]) AS oid[]))
                   AND c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                   AND NOT pg_has_role(t.oid, o.oid, 'USAGE') AND NOT pg_has_role(t.oid, 'pg_read_all_data', 'USAGE')
                   AND NOT EXISTS (SELECT FROM pg_default_acl d, aclexplode(d.defaclacl) AS a
                                    WHERE d.defaclrole = o.oid AND d.defaclnamespace IN (n.oid, 0) AND d.defaclobjtype = 'r'
                                      AND a.privilege_type = 'SELECT'
                                      AND CASE WHEN a.grantee = 0 THEN true ELSE pg_has_role(t.oid, a.grantee, 'USAGE') END)
                 ORDER BY 1, 3""",
                row -> new FutureTables(
                        row.name("schema"), row.number("schema_oid"), row.name("creator"), row.number("creator_oid")),
                actingOid,
                OidList.of(relations),
                OidList.of(schemas));
    }

    /** Returns a finding for each. */
    public static List<Finding> findings(List<FutureTables> unreadable, Identifier acting) {
        return unreadable.stream().map(future -> future.finding(acting)).toList();
    }

    private Finding finding(Identifier acting) {
        return new Finding(
                "FUTURE_TABLES_UNREADABLE",
                Severity.NOTICE,
                "Tables that " + creator.quoted() + " will create in the schema " + schema.quoted()
                        + ", or drop and create" + " again as dbt does, won't be readable for " + acting.quoted() + ".",
                "Let it read them: "
                        + new GrantFutureTables(creator, creatorOid, schema, schemaOid, acting).sql("")
                        + "; or have dbt grant it on each run, with its setting \"grants\".");
    }
}
