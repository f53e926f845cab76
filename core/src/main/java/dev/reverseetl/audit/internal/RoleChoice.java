package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import java.util.Optional;

/**
 * One setting {@code role} that sessions of the role start with in this database, or that there is none.
 *
 * @param loginOid the OID of the role itself
 * @param login the role itself
 * @param value the setting's value, if there is a setting
 * @param oid the OID of the role that the value names, 0 if there is none
 * @param allowed whether the role itself may {@code SET ROLE} to that
 */
record RoleChoice(long loginOid, Identifier login, Optional<String> value, long oid, boolean allowed) {

    /** Returns the query for all of them, the most specific first; no row if the role doesn't exist. */
    static Query<RoleChoice> query(Identifier role, ServerVersion version) {
        return Query.of(
                """
                SELECT r.oid::int8 AS login_oid, r.rolname AS login, s.value, coalesce(y.oid, 0)::int8 AS oid,
                       coalesce(pg_has_role(r.oid, y.oid, ?), false) AS allowed
                  FROM pg_roles r
                  LEFT JOIN (SELECT s.setrole, s.setdatabase, substr(c.setting, strpos(c.setting, '=') + 1) AS value
                               FROM pg_db_role_setting s, unnest(s.setconfig) AS c(setting)
                              WHERE lower(split_part(c.setting, '=', 1)) = 'role'
                                AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))) AS s
                         ON s.setrole IN (0, r.oid)
                  LEFT JOIN pg_roles y ON y.rolname = s.value
                 WHERE r.rolname = ?
                 ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC""",
                row -> new RoleChoice(
                        row.number("login_oid"),
                        row.name("login"),
                        row.optionalText("value"),
                        row.number("oid"),
                        row.flag("allowed")),
                version.isAtLeast(16) ? "SET" : "MEMBER",
                role.value());
    }

    /** {@return whether a session that starts with the setting heeds it; else it warns and goes on without} */
    boolean isHeeded() {
        return isNone() || allowed;
    }

    boolean isNone() {
        return value.isPresent() && value.get().equals("none");
    }
}
