package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;

/**
 * A right of the role in the current database which the administrator can't take back, not even by DROP OWNED.
 *
 * @param object the object
 * @param privilege the privilege, maybe on some columns only
 * @param grantor who granted it
 */
public record UnreachableRight(DatabaseObject object, Privilege privilege, Identifier grantor) {
    /** Bounds what is read; more are found once these are gone. */
    private static final int MOST = 1_000;

    /** Returns the query. */
    public static Query<UnreachableRight> query(Identifier role) {
        return Query.of(
                """
                SELECT DISTINCT x.kind, x.oid, x.schema, x.name, x.privilege, pg_get_userbyid(x.grantor_oid) AS grantor
                  FROM (SELECT r.oid FROM pg_roles r WHERE r.rolname = ?) AS t
                 CROSS JOIN LATERAL (
                        SELECT 'TABLE' AS kind, c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name,
                               a.privilege_type AS privilege, a.grantor AS grantor_oid, c.relowner AS owner_oid
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS a
                         WHERE a.grantee = t.oid
                        UNION ALL
                        SELECT 'TABLE', c.oid::int8, n.nspname, c.relname, a.privilege_type, a.grantor, c.relowner
                          FROM pg_attribute f JOIN pg_class c ON c.oid = f.attrelid
                          JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(f.attacl) AS a
                         WHERE a.grantee = t.oid
                        UNION ALL
                        SELECT 'SCHEMA', n.oid::int8, NULL, n.nspname, a.privilege_type, a.grantor, n.nspowner
                          FROM pg_namespace n, aclexplode(n.nspacl) AS a
                         WHERE a.grantee = t.oid
                        UNION ALL
                        SELECT 'DATABASE', d.oid::int8, NULL, d.datname, a.privilege_type, a.grantor, d.datdba
                          FROM pg_database d, aclexplode(d.datacl) AS a
                         WHERE a.grantee = t.oid AND d.datname = current_database()) AS x
                 WHERE x.owner_oid <> t.oid AND NOT\s""" + RevokeRule.MAY_REVOKE + " ORDER BY 1, 3, 4, 5, 6 LIMIT " + MOST,
                row -> new UnreachableRight(
                        new DatabaseObject(
                                DatabaseObject.Kind.valueOf(row.text("kind")),
                                row.number("oid"),
                                row.optionalText("schema").map(Identifier::of),
                                row.name("name")),
                        Privilege.valueOf(row.text("privilege")),
                        row.name("grantor")),
                role.value());
    }
}
