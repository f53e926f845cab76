package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/** Which other databases of the cluster a role has to do with: it owns something there, or has rights there. */
public final class ElsewhereFacts {
    private static final String SQL = """
            SELECT DISTINCT d.datname AS name
              FROM pg_shdepend s
              JOIN pg_database d ON d.oid = CASE WHEN s.classid = 'pg_database'::regclass THEN s.objid ELSE s.dbid END
             WHERE s.refclassid = 'pg_authid'::regclass
               AND s.refobjid = (SELECT oid FROM pg_roles WHERE rolname = ?)
               AND d.datname <> current_database()
             ORDER BY 1""";

    private ElsewhereFacts() {}

    /** Returns the query for the other databases' names. */
    public static Query<Identifier> query(Identifier role) {
        return Query.of(SQL, row -> row.name("name"), role.value());
    }
}
