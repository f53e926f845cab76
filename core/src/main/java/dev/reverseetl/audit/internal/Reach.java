package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.ServerVersion;

/**
 * SQL for the roles whose rights a role can come to have by itself: itself, those that it inherits from or can
 * {@code SET ROLE} to, and those that it may grant itself.
 */
final class Reach {
    private static final String MEMBERSHIPS_FROM_16 =
            "SELECT a.member, a.roleid, a.inherit_option AS inherits, a.set_option AS sets, a.admin_option AS grants"
                    + " FROM pg_auth_members a";

    private static final String MEMBERSHIPS_BEFORE_16 =
            "SELECT a.member, a.roleid, m.rolinherit AS inherits, true AS sets, a.admin_option AS grants"
                    + " FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member";

    /** To begin a query with; its one parameter is the role's name. */
    private static final String TABLES = """
            WITH RECURSIVE link AS (
                /* memberships */
                UNION ALL
                SELECT d.datdba, o.oid, true, false, false
                  FROM pg_database d, pg_roles o
                 WHERE d.datname = current_database() AND o.rolname = 'pg_database_owner'),
            way (oid, settable) AS (
                SELECT oid, true FROM pg_roles WHERE rolname = ?
                UNION
                SELECT l.roleid, l.grants OR (w.settable AND l.sets)
                  FROM way w JOIN link l ON l.member = w.oid
                 WHERE l.inherits OR l.grants OR (w.settable AND l.sets)),
            reach AS (SELECT oid, bool_or(settable) AS settable FROM way GROUP BY oid)""";

    private Reach() {}

    /** {@return a table {@code reach (oid, settable)}, to be followed by a comma or by SELECT} */
    static String with(ServerVersion version) {
        return TABLES.replace("/* memberships */", version.isAtLeast(16) ? MEMBERSHIPS_FROM_16 : MEMBERSHIPS_BEFORE_16);
    }
}
