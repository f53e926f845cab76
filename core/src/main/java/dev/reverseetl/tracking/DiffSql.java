package dev.reverseetl.tracking;

import java.util.stream.Collectors;

/**
 * The statement that runs the model's query and keeps what differs from the state. Everything in it is qualified, since
 * it runs with the role's search path.
 *
 * <p>A row of the pending table with a checksum is a row of the result that the state doesn't have; one without is a
 * row of the state that the result doesn't have. An update is both. Joining on the identifier and the checksum, and not
 * on the identifier alone, shows every row of an identifier that is there twice.
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

    private String create(String table) {
        return "CREATE UNLOGGED TABLE " + table + " (h, " + columns.positions()
                + ") WITH (autovacuum_enabled = false) AS ";
    }

    /** Everything is new. */
    String first(String pending) {
        return create(pending) + result();
    }

    /** Compares with a table of the state. */
    String against(String pending, String state) {
        String kept = ModelColumns.list(
                columns.all(),
                column -> column.identifier()
                        ? "coalesce(n." + column.position() + ", r." + column.position() + ")"
                        : "n." + column.position());
        return create(pending) + "SELECT n.h, " + kept + " FROM (" + result() + ") AS n FULL JOIN " + state
                + " AS r ON " + columns.sameKeys("n", "r")
                + " AND n.h OPERATOR(pg_catalog.=) r.h WHERE n.h IS NULL OR r.h IS NULL";
    }

    /** Only what a state is made of, for a state that is to be as the result is now. */
    String stateOnly(String pending) {
        String kept = columns.keys().stream().map(ModelColumn::position).collect(Collectors.joining(", "));
        return "CREATE UNLOGGED TABLE " + pending + " (h, " + kept
                + ") WITH (autovacuum_enabled = false) AS SELECT n.h, " + kept + " FROM (" + result() + ") AS n";
    }
}
