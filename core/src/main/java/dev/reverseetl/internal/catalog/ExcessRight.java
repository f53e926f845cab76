package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;

/**
 * A right granted to the role itself which a source doesn't need: anything but reading a table outside the managed
 * schema, or creating in another schema.
 *
 * @param object the object
 * @param privilege the privilege
 * @param grantor who granted it
 * @param grantable whether with the grant option
 * @param adminMayRevoke whether the administrator's REVOKE is taken as the grantor's; that of a superuser or the owner
 *     is taken as the owner's
 */
public record ExcessRight(
        DatabaseObject object, Privilege privilege, Identifier grantor, boolean grantable, boolean adminMayRevoke) {

    /** Bounds what is read; more are found once these are gone. */
    private static final long MOST = 1_000;

    /** Returns the query. */
    public static Query<ExcessRight> query(Identifier role, Identifier managedSchema) {
        return Query.of(
                """
                SELECT x.*, pg_get_userbyid(x.grantor_oid) AS grantor,\s""" + RevokeRule.MAY_REVOKE + """
                 AS may_revoke
                  FROM (SELECT 'TABLE' AS kind, c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name,
                               a.privilege_type AS privilege, a.grantor AS grantor_oid, a.is_grantable, c.relowner AS owner_oid
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS a
                         WHERE a.grantee = (SELECT oid FROM pg_roles WHERE rolname = ?) AND a.grantee <> c.relowner
                           AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> ? AND a.privilege_type <> 'SELECT'
                        UNION ALL
                        SELECT 'SCHEMA', n.oid::int8, NULL, n.nspname, a.privilege_type, a.grantor, a.is_grantable, n.nspowner
                          FROM pg_namespace n, aclexplode(n.nspacl) AS a
                         WHERE a.grantee = (SELECT oid FROM pg_roles WHERE rolname = ?) AND a.grantee <> n.nspowner
                           AND n.nspname <> ? AND a.privilege_type = 'CREATE') AS x
                 ORDER BY x.kind, x.schema, x.name, x.privilege LIMIT ?""",
                row -> new ExcessRight(
                        new DatabaseObject(
                                DatabaseObject.Kind.valueOf(row.text("kind")),
                                row.number("oid"),
                                row.optionalText("schema").map(Identifier::of),
                                row.name("name")),
                        Privilege.valueOf(row.text("privilege")),
                        row.name("grantor"),
                        row.flag("is_grantable"),
                        row.flag("may_revoke")),
                role.value(),
                managedSchema.value(),
                role.value(),
                managedSchema.value(),
                MOST);
    }
}
