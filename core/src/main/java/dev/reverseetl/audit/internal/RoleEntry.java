package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/**
 * A role that queries are run as.
 *
 * @param oid its OID; 0, which stands for PUBLIC, while it doesn't exist
 * @param name its name
 * @param superuser whether it is a superuser
 * @param bypassesRowSecurity whether it has BYPASSRLS
 * @param adminCanSet whether the auditing user may {@code SET ROLE} to it
 * @param adminCanGrant whether the auditing user may grant itself membership in it
 */
public record RoleEntry(
        long oid,
        Identifier name,
        boolean superuser,
        boolean bypassesRowSecurity,
        boolean adminCanSet,
        boolean adminCanGrant) {
    /** Returns a role that is yet to be made: it has what PUBLIC has, and nobody can act as it. */
    static RoleEntry absent(Identifier name) {
        return new RoleEntry(0, name, false, false, false, false);
    }

    boolean exists() {
        return oid != 0;
    }

    static Query<RoleEntry> query(Identifier role) {
        return Query.of(
                """
                SELECT r.oid::int8 AS oid, r.rolname AS name, r.rolsuper, r.rolbypassrls,
                       pg_has_role(current_user, r.oid, CASE WHEN v.number >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS can_set,
                       pg_has_role(current_user, r.oid, 'MEMBER WITH ADMIN OPTION')
                           OR (v.number < 160000 AND a.rolcreaterole AND NOT r.rolsuper) AS can_grant
                  FROM pg_roles r, pg_roles a, (SELECT current_setting('server_version_num')::int4 AS number) AS v
                 WHERE r.rolname = ? AND a.rolname = current_user""",
                row -> new RoleEntry(
                        row.number("oid"),
                        row.name("name"),
                        row.flag("rolsuper"),
                        row.flag("rolbypassrls"),
                        row.flag("can_set"),
                        row.flag("can_grant")),
                role.value());
    }
}
