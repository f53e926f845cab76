package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;

/**
 * The server and the administrator who asked it.
 *
 * @param version the version
 * @param banner what {@code version()} answers
 * @param database the current database
 * @param inRecovery whether the server is a standby
 * @param backendPid the backend's process id
 * @param admin the current user
 * @param adminLoggedIn whether it is the user that logged in, and not one that the session took on by {@code SET ROLE}
 * @param adminSuperuser whether it is a superuser
 * @param adminCreateRole whether it has CREATEROLE itself
 * @param adminCreateDb whether it has CREATEDB
 * @param adminInherits whether its memberships give it rights by default: INHERIT
 * @param selfGrant {@code createrole_self_grant}: what a CREATEROLE user grants itself on a role that it makes;
 *     PostgreSQL 16 and newer
 */
public record AdminSession(
        ServerVersion version,
        String banner,
        Identifier database,
        boolean inRecovery,
        long backendPid,
        Identifier admin,
        boolean adminLoggedIn,
        boolean adminSuperuser,
        boolean adminCreateRole,
        boolean adminCreateDb,
        boolean adminInherits,
        String selfGrant) {

    /** Returns the query, which any version and most look-alikes can answer. */
    public static Query<AdminSession> query() {
        return Query.of(
                """
                SELECT current_setting('server_version_num')::int8 AS version, version() AS banner, current_database() AS database,
                       pg_is_in_recovery() AS in_recovery, pg_backend_pid() AS backend_pid,
                       a.rolname AS admin, current_user = session_user AS logged_in,
                       a.rolsuper AS superuser, a.rolcreaterole AS create_role, a.rolcreatedb AS create_db,
                       a.rolinherit AS inherits,
                       coalesce(current_setting('createrole_self_grant', true), '') AS self_grant
                  FROM pg_roles a WHERE a.rolname = current_user""",
                row -> new AdminSession(
                        new ServerVersion((int) row.number("version")),
                        row.text("banner"),
                        row.name("database"),
                        row.flag("in_recovery"),
                        row.number("backend_pid"),
                        row.name("admin"),
                        row.flag("logged_in"),
                        row.flag("superuser"),
                        row.flag("create_role"),
                        row.flag("create_db"),
                        row.flag("inherits"),
                        row.text("self_grant")));
    }
}
