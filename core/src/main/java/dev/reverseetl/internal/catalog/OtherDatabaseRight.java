package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.Optional;

/**
 * A right of the role on another database of the cluster. Databases are shared objects, so REASSIGN OWNED and DROP
 * OWNED in the current one meet it too.
 *
 * @param database the database
 * @param privilege the privilege; empty if the role owns the database
 * @param grantable whether with the grant option
 * @param adminMayRevoke whether the administrator can take it back, and does by DROP OWNED
 * @param adminHasSome whether the administrator has any right on the database; without, PostgreSQL refuses it DROP
 *     OWNED
 */
public record OtherDatabaseRight(
        DatabaseObject database,
        Optional<Privilege> privilege,
        boolean grantable,
        boolean adminMayRevoke,
        boolean adminHasSome) {

    /** Returns the query. */
    public static Query<OtherDatabaseRight> query(Identifier role) {
        return Query.of(
                """
                SELECT x.*,\s""" + RevokeRule.MAY_REVOKE + """
                 AS may_revoke, has_database_privilege(x.oid::oid, 'CREATE, CONNECT, TEMPORARY') AS has_some
                  FROM (SELECT d.oid::int8 AS oid, d.datname AS name, d.datdba AS owner_oid,
                               a.privilege_type AS privilege, a.grantor AS grantor_oid, a.is_grantable
                          FROM pg_roles r CROSS JOIN pg_database d
                          LEFT JOIN LATERAL aclexplode(d.datacl) AS a ON a.grantee = r.oid AND d.datdba <> r.oid
                         WHERE r.rolname = ? AND d.datname <> current_database()
                           AND (d.datdba = r.oid OR a.grantee IS NOT NULL)) AS x
                 ORDER BY x.name, x.privilege""",
                row -> new OtherDatabaseRight(
                        DatabaseObject.database(row.number("oid"), row.name("name")),
                        row.optionalText("privilege").map(Privilege::valueOf),
                        row.flag("is_grantable"),
                        row.flag("may_revoke"),
                        row.flag("has_some")),
                role.value());
    }
}
