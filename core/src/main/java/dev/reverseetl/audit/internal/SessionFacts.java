package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;

/**
 * What the auditing session may do.
 *
 * @param readOnly whether its transactions can't write
 * @param mayCreateTemporary whether it may create temporary objects
 * @param mayLoop whether it may run blocks of PL/pgSQL
 * @param logsParseTrees whether the parse trees that the server prints go to its log too
 * @param searchPathAtBoot the server's built-in {@code search_path}
 * @param searchPathOfServer the {@code search_path} of sessions without one of their own
 * @param adminHasSearchPath whether the auditing user has a {@code search_path} of its own, which hides the server's
 */
record SessionFacts(
        boolean readOnly,
        boolean mayCreateTemporary,
        boolean mayLoop,
        boolean logsParseTrees,
        String searchPathAtBoot,
        String searchPathOfServer,
        boolean adminHasSearchPath) {
    static Query<SessionFacts> query() {
        return Query.of(
                """
                SELECT current_setting('transaction_read_only')::bool AS read_only,
                       has_database_privilege(current_database(), 'TEMP') AS temporary,
                       coalesce((SELECT has_language_privilege(l.oid, 'USAGE') FROM pg_language l WHERE l.lanname = 'plpgsql'),
                                false) AS loops,
                       NOT a.rolsuper AS logs, s.boot_val, s.reset_val,
                       EXISTS (SELECT FROM pg_db_role_setting d CROSS JOIN unnest(d.setconfig) AS c
                                WHERE d.setrole = a.oid AND c LIKE 'search\\_path=%') AS own_path
                  FROM pg_roles a, pg_settings s WHERE a.rolname = current_user AND s.name = 'search_path'""",
                row -> new SessionFacts(
                        row.flag("read_only"),
                        row.flag("temporary"),
                        row.flag("loops"),
                        row.flag("logs"),
                        row.text("boot_val"),
                        row.text("reset_val"),
                        row.flag("own_path")));
    }

    /** Returns whether temporary objects can be made, and undone in a block. */
    boolean mayMakeTemporary() {
        return mayCreateTemporary && mayLoop && !readOnly;
    }

    /** Returns the search path of sessions of a role that has none of its own. */
    String defaultSearchPath(boolean chosenByClient) {
        return chosenByClient || adminHasSearchPath ? searchPathAtBoot : searchPathOfServer;
    }
}
