package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/**
 * The other databases of the cluster that a role owns: {@code REASSIGN OWNED} gives them away too, wherever it is run.
 */
public final class OwnedDatabases {
    private static final String SQL = """
            SELECT d.datname AS name
              FROM pg_database d
             WHERE d.datdba = (SELECT oid FROM pg_roles WHERE rolname = ?) AND d.datname <> current_database()
             ORDER BY 1""";

    private OwnedDatabases() {}

    /** Returns the query for their names. */
    public static Query<Identifier> query(Identifier role) {
        return Query.of(SQL, row -> row.name("name"), role.value());
    }
}
