package dev.reverseetl.tracking;

import java.util.Optional;

/**
 * The statement that runs the model's query and keeps what differs from the state in the pending table. Everything in
 * it is qualified, since it runs with the role's search path.
 *
 * @param columns the columns of the result
 * @param query the model's query
 */
record DiffSql(ModelColumns columns, String query) {
    /** Names what makes a checksum; another one is never compared with. */
    static final String ALGORITHM = "sha256(record_send), first 16 bytes";

    /** 128 bits: two versions of a row are taken for equal once in 10^38. */
    private String checksum() {
        return "pg_catalog.substr(pg_catalog.sha256(pg_catalog.record_send(ROW("
                + ModelColumns.list(columns.all(), column -> column.hashed("q")) + "))), 1, 16)";
    }

    private String result() {
        return "SELECT " + checksum() + " AS h, "
                + ModelColumns.list(columns.all(), column -> column.kept("q") + " AS " + column.position())
                + " FROM (\n" + query + "\n) AS q(" + columns.positions() + ")";
    }

    private String create(String table, String first) {
        return "CREATE UNLOGGED TABLE " + table + " (" + first + ", " + columns.positions()
                + ") WITH (autovacuum_enabled = false) AS ";
    }

    /**
     * The statement.
     *
     * @param pending the quoted name of the pending table
     * @param state that of the state's, if there is one
     * @param unique whether the identifier is known to tell rows apart
     */
    String keeping(String pending, Optional<String> state, boolean unique) {
        return state.map(table -> unique ? byIdentifier(pending, table) : against(pending, table))
                .orElseGet(() -> first(pending));
    }

    /** Everything is new. */
    private String first(String pending) {
        return create(pending, "h") + result();
    }

    /**
     * Compares with a table of the state. A row of the pending table with a checksum is a row of the result that the
     * state doesn't have; one without is a row of the state that the result doesn't have. An update is both. Joining on
     * the identifier and the checksum, and not on the identifier alone, shows every row of an identifier that is there
     * twice.
     */
    private String against(String pending, String state) {
        return create(pending, "h") + "SELECT n.h, " + either() + joined(state)
                + " AND n.h OPERATOR(pg_catalog.=) r.h WHERE n.h IS NULL OR r.h IS NULL";
    }

    /**
     * Compares with a table of the state, where the identifier is known to tell the rows of the result apart: each
     * change is one row, and says in {@code op} what it is.
     */
    private String byIdentifier(String pending, String state) {
        return create(pending, "h, op")
                + "SELECT coalesce(n.h, CAST('' AS pg_catalog.bytea)),"
                + " CASE WHEN n.h IS NULL THEN 'd' WHEN r.h IS NULL THEN 'a' ELSE 'u' END, " + either() + joined(state)
                + " WHERE n.h IS NULL OR r.h IS NULL OR n.h OPERATOR(pg_catalog.<>) r.h";
    }

    /**
     * A statement in whose plan is no join if, and only if, the planner can prove that the identifier tells rows apart,
     * by a unique index or a GROUP BY or DISTINCT: it leaves out what can neither take a row away nor repeat it.
     */
    String uniqueness() {
        return "SELECT FROM (SELECT "
                + ModelColumns.list(columns.keys(), key -> key.cast("v.t") + " AS " + key.position())
                + " FROM (VALUES ('1'), ('2')) AS v(t)) AS r LEFT JOIN (SELECT "
                + ModelColumns.list(columns.keys(), key -> key.kept("q") + " AS " + key.position()) + " FROM (\n"
                + query + "\n) AS q(" + columns.positions() + ")) AS n ON " + columns.sameKeys("n", "r");
    }

    private String either() {
        return ModelColumns.list(
                columns.all(),
                column -> column.identifier()
                        ? "coalesce(n." + column.position() + ", r." + column.position() + ")"
                        : "n." + column.position());
    }

    private String joined(String state) {
        return " FROM (" + result() + ") AS n FULL JOIN " + state + " AS r ON " + columns.sameKeys("n", "r");
    }

    /** Only what a state is made of, for a state that is to be as the result is now. */
    String stateOnly(String pending) {
        String kept = columns.keyPositions();
        return "CREATE UNLOGGED TABLE " + pending + " (h, " + kept
                + ") WITH (autovacuum_enabled = false) AS SELECT n.h, " + kept + " FROM (" + result() + ") AS n";
    }
}
