package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import java.util.Optional;

/**
 * A role and what the administrator may do with it.
 *
 * @param oid its OID
 * @param name its name
 * @param attributes its attributes
 * @param expired whether VALID UNTIL has passed
 * @param adminCanSet whether the administrator may {@code SET ROLE} to it
 * @param adminInherits whether the administrator has its rights without {@code SET ROLE}
 * @param adminHasAdminOption whether the administrator has ADMIN on it, itself or by what it is a member of
 * @param adminGrantor in whose name the administrator can grant membership in it, preferably its own: that of a role
 *     with ADMIN whose rights it has
 */
public record RoleFacts(
        long oid,
        Identifier name,
        RoleAttributes attributes,
        boolean expired,
        boolean adminCanSet,
        boolean adminInherits,
        boolean adminHasAdminOption,
        Optional<Identifier> adminGrantor) {

    /** Returns the query for the role of this name. */
    public static Query<RoleFacts> query(Identifier role, ServerVersion version) {
        return Query.of(
                """
                SELECT r.oid::int8 AS oid, r.rolname AS name, r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole,
                       r.rolreplication, r.rolbypassrls, r.rolconnlimit,
                       CASE WHEN isfinite(r.rolvaliduntil)
                            THEN to_char(r.rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                            WHEN r.rolvaliduntil = '-infinity' THEN '-infinity' END AS valid_until,
                       coalesce(r.rolvaliduntil <= now(), false) AS expired,
                       pg_has_role(current_user, r.oid, ?) AS can_set,
                       pg_has_role(current_user, r.oid, 'USAGE') AS inherits,
                       pg_has_role(current_user, r.oid, 'MEMBER WITH ADMIN OPTION') AS admin_option,
                       (SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
                         WHERE a.roleid = r.oid AND a.admin_option AND pg_has_role(current_user, m.oid, 'USAGE')
                         ORDER BY m.rolname <> current_user, m.rolname LIMIT 1) AS grantor
                  FROM pg_roles r WHERE r.rolname = ?""",
                row -> new RoleFacts(
                        row.number("oid"),
                        row.name("name"),
                        new RoleAttributes(
                                row.flag("rolcanlogin"),
                                row.flag("rolsuper"),
                                row.flag("rolcreatedb"),
                                row.flag("rolcreaterole"),
                                row.flag("rolreplication"),
                                row.flag("rolbypassrls"),
                                (int) row.number("rolconnlimit"),
                                row.optionalText("valid_until")),
                        row.flag("expired"),
                        row.flag("can_set"),
                        row.flag("inherits"),
                        row.flag("admin_option"),
                        row.optionalText("grantor").map(Identifier::of)),
                version.isAtLeast(16) ? "SET" : "MEMBER",
                role.value());
    }
}
