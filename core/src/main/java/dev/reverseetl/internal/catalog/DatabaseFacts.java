package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/**
 * The current database, and what the role and the administrator may do with it.
 *
 * @param oid its OID
 * @param name its name
 * @param owner its owner
 * @param roleConnect whether the role has CONNECT
 * @param roleCreate whether the role has CREATE
 * @param adminCreate whether the administrator has CREATE
 * @param adminGrantsConnect whether the administrator may grant CONNECT
 * @param adminGrantsCreate whether the administrator may grant CREATE
 * @param defaultSearchPath the search path of a session without settings of its own
 */
public record DatabaseFacts(
        long oid,
        Identifier name,
        Identifier owner,
        boolean roleConnect,
        boolean roleCreate,
        boolean adminCreate,
        boolean adminGrantsConnect,
        boolean adminGrantsCreate,
        String defaultSearchPath) {

    /** Returns the query. A role that doesn't exist yet has what PUBLIC has. */
    public static Query<DatabaseFacts> query(Identifier role, boolean searchPathOfClient) {
        return Query.of(
                """
                SELECT d.oid::int8 AS oid, d.datname AS name, pg_get_userbyid(d.datdba) AS owner,
                       has_database_privilege(t.oid, d.oid, 'CONNECT') AS role_connect,
                       has_database_privilege(t.oid, d.oid, 'CREATE') AS role_create,
                       has_database_privilege(d.oid, 'CREATE') AS admin_create,
                       has_database_privilege(d.oid, 'CONNECT WITH GRANT OPTION') AS grants_connect,
                       has_database_privilege(d.oid, 'CREATE WITH GRANT OPTION') AS grants_create,
                       (SELECT CASE WHEN ? OR EXISTS (SELECT FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) c
                                                  WHERE s.setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
                                                    AND c LIKE 'search\\_path=%')
                                    THEN boot_val ELSE reset_val END FROM pg_settings WHERE name = 'search_path') AS default_search_path
                  FROM pg_database d,
                       (SELECT coalesce((SELECT oid FROM pg_roles WHERE rolname = ?), 0::oid) AS oid) AS t
                 WHERE d.datname = current_database()""",
                row -> new DatabaseFacts(
                        row.number("oid"),
                        row.name("name"),
                        row.name("owner"),
                        row.flag("role_connect"),
                        row.flag("role_create"),
                        row.flag("admin_create"),
                        row.flag("grants_connect"),
                        row.flag("grants_create"),
                        row.text("default_search_path")),
                searchPathOfClient,
                role.value());
    }
}
