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
 * @param twice whether it was granted by somebody else too, whose grant the administrator can take back
 */
public record UnreachableRight(DatabaseObject object, Privilege privilege, Identifier grantor, boolean twice) {
    /** Bounds what is read; more are found once these are gone. */
    private static final int MOST = 1_000;

    private static final String RIGHTS = """
            SELECT 'TABLE' AS kind, c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name,
                   a.privilege_type AS privilege, a.grantee, a.grantor AS grantor_oid, c.relowner AS owner_oid
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS a
            UNION ALL
            SELECT 'TABLE', c.oid::int8, n.nspname, c.relname, a.privilege_type, a.grantee, a.grantor, c.relowner
              FROM pg_attribute f JOIN pg_class c ON c.oid = f.attrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(f.attacl) AS a
            UNION ALL
            SELECT 'SCHEMA', n.oid::int8, NULL, n.nspname, a.privilege_type, a.grantee, a.grantor, n.nspowner
              FROM pg_namespace n, aclexplode(n.nspacl) AS a
            UNION ALL
            SELECT 'DATABASE', d.oid::int8, NULL, d.datname, a.privilege_type, a.grantee, a.grantor, d.datdba
              FROM pg_database d, aclexplode(d.datacl) AS a WHERE d.datname = current_database()
            """;

    private static final String UNREACHABLE = """
            SELECT DISTINCT z.*, pg_get_userbyid(z.grantor_oid) AS grantor
              FROM (SELECT y.*, bool_or(y.may_revoke) OVER (PARTITION BY y.kind, y.oid, y.privilege) AS twice
                      FROM (SELECT x.*, /* may revoke */ AS may_revoke
                              FROM (/* rights */) AS x
                             WHERE x.grantee = (SELECT oid FROM pg_roles WHERE rolname = ?) AND x.grantee <> x.owner_oid) AS y) AS z
             WHERE NOT z.may_revoke
             ORDER BY z.kind, z.schema, z.name, z.privilege LIMIT\s""";

    /** Returns the query. */
    public static Query<UnreachableRight> query(Identifier role) {
        return Query.of(
                UNREACHABLE.replace("/* may revoke */", RevokeRule.MAY_REVOKE).replace("/* rights */", RIGHTS) + MOST,
                row -> new UnreachableRight(
                        new DatabaseObject(
                                DatabaseObject.Kind.valueOf(row.text("kind")),
                                row.number("oid"),
                                row.optionalText("schema").map(Identifier::of),
                                row.name("name")),
                        Privilege.valueOf(row.text("privilege")),
                        row.name("grantor"),
                        row.flag("twice")),
                role.value());
    }
}
