package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/**
 * One grant of a membership. From PostgreSQL 16 a pair of roles can have one per grantor.
 *
 * @param role the role granted
 * @param member who is a member of it
 * @param grantor who granted it
 * @param options its options
 */
public record Membership(Identifier role, Identifier member, Identifier grantor, MembershipOptions options) {
    /** Returns the query for what the role is a member of, and for the administrator's memberships in it. */
    public static Query<Membership> query(Identifier role) {
        return Query.of(
                """
                SELECT r.rolname AS role, m.rolname AS member, pg_get_userbyid(a.grantor) AS grantor, a.admin_option AS admin,
                       coalesce((to_jsonb(a) ->> 'inherit_option')::bool, m.rolinherit) AS inherit,
                       coalesce((to_jsonb(a) ->> 'set_option')::bool, true) AS set
                  FROM pg_auth_members a
                  JOIN pg_roles r ON r.oid = a.roleid
                  JOIN pg_roles m ON m.oid = a.member
                 WHERE m.rolname = ? OR (r.rolname = ? AND m.rolname = current_user)
                 ORDER BY 1, 2, 3""",
                row -> new Membership(
                        row.name("role"),
                        row.name("member"),
                        row.name("grantor"),
                        new MembershipOptions(row.flag("admin"), row.flag("inherit"), row.flag("set"))),
                role.value(),
                role.value());
    }
}
