package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;

/**
 * A schema, and what the role and the administrator may do with it.
 *
 * @param oid its OID
 * @param name its name
 * @param owner its owner
 * @param roleUsage whether the role has USAGE
 * @param roleCreate whether the role has CREATE
 * @param adminGrantsUsage whether the administrator may grant USAGE
 * @param adminGrantsCreate whether the administrator may grant CREATE
 */
public record SchemaFacts(
        long oid,
        Identifier name,
        Identifier owner,
        boolean roleUsage,
        boolean roleCreate,
        boolean adminGrantsUsage,
        boolean adminGrantsCreate) {

    /** Returns the query for the schemas of these names. A role that doesn't exist yet has what PUBLIC has. */
    public static Query<SchemaFacts> query(Identifier role, Collection<Identifier> schemas) {
        return Query.of(
                """
                SELECT n.oid::int8 AS oid, n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner,
                       has_schema_privilege(t.oid, n.oid, 'USAGE') AS role_usage,
                       has_schema_privilege(t.oid, n.oid, 'CREATE') AS role_create,
                       has_schema_privilege(n.oid, 'USAGE WITH GRANT OPTION') AS grants_usage,
                       has_schema_privilege(n.oid, 'CREATE WITH GRANT OPTION') AS grants_create
                  FROM pg_namespace n,
                       (SELECT coalesce((SELECT oid FROM pg_roles WHERE rolname = ?), 0::oid) AS oid) AS t
                 WHERE n.nspname = ANY (?)
                 ORDER BY 2""",
                row -> new SchemaFacts(
                        row.number("oid"),
                        row.name("name"),
                        row.name("owner"),
                        row.flag("role_usage"),
                        row.flag("role_create"),
                        row.flag("grants_usage"),
                        row.flag("grants_create")),
                role.value(),
                schemas.stream().map(Identifier::value).toList());
    }
}
