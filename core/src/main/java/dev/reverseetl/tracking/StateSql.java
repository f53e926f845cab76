package dev.reverseetl.tracking;

import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Statements about the table of the state: the identifier and the checksum of each row that was acknowledged, and
 * nothing else of it.
 *
 * @param columns the columns of the result
 * @param table the quoted name of the table
 */
record StateSql(ModelColumns columns, String table) {
    /** Room for updates within the page, so that indexes stay as they are; an early vacuum. */
    private static final String STORAGE = " WITH (fillfactor = 95, autovacuum_vacuum_scale_factor = 0.05)";

    String createEmpty() {
        return "CREATE TABLE " + table
                + columns.keys().stream()
                        .map(key -> key.position() + " " + key.type().base()
                                + (key.type().collatable() ? " COLLATE pg_catalog.\"C\"" : ""))
                        .collect(Collectors.joining(", ", " (", ", h bytea)"))
                + STORAGE;
    }

    /** Makes the table of what a query gives: the identifier's columns and {@code h}. */
    String createAs(String query) {
        return "CREATE TABLE " + table + STORAGE + " AS " + query;
    }

    /** Gives the table its constraints, in one pass over it. A few types have no order, and so no primary key. */
    String constrain() {
        return "ALTER TABLE " + table + " ALTER h SET NOT NULL"
                + (columns.ordered() ? ", ADD PRIMARY KEY (" + columns.keyPositions() + ")" : "");
    }

    /** Finds rows by their identifier where there can be no primary key. */
    Optional<String> index() {
        return columns.ordered()
                ? Optional.empty()
                : columns.keys().stream()
                        .filter(key -> !key.type().ordered())
                        .findFirst()
                        .map(key -> "CREATE INDEX ON " + table + " USING hash (" + key.position() + ")");
    }

    /**
     * Lets the planner know how the identifiers are spread; of checksums it needs to know nothing, and they are most of
     * the table.
     */
    String analyze() {
        return "ANALYZE " + table + " (" + columns.keyPositions() + ")";
    }

    /** What a state of only these rows of the pending table would be. */
    String fromPending(String pending) {
        return "SELECT " + columns.keyPositions() + ", h FROM " + pending + " WHERE h <> ''";
    }

    /** What the state is after all of the pending table is acknowledged. */
    String merged(String pending) {
        return fromPending(pending) + " UNION ALL SELECT "
                + ModelColumns.list(columns.keys(), key -> "s." + key.position()) + ", s.h FROM " + table
                + " AS s WHERE NOT EXISTS (SELECT FROM " + pending + " AS p WHERE p.h IS NOT NULL AND "
                + columns.sameKeys("p", "s") + ")";
    }

    /**
     * Moves the state by some rows of the pending table, and counts what was done: rows taken, rows of the state that
     * came, that went.
     *
     * @param rows gives {@code h} and the identifier's columns
     */
    String apply(String rows) {
        String keys = columns.keyPositions();
        String gone = "DELETE FROM " + table + " AS s USING page AS p WHERE "
                + (columns.ordered() ? "p.h = '' AND " : "") + columns.sameKeys("s", "p") + " RETURNING 1";
        String come = "INSERT INTO " + table + " AS s (" + keys + ", h) SELECT " + keys
                + ", h FROM page WHERE h <> ''"
                + (columns.ordered() ? " ON CONFLICT (" + keys + ") DO UPDATE SET h = EXCLUDED.h" : "")
                + " RETURNING s.xmax = 0 AS fresh";
        return "WITH page AS (" + rows + "), gone AS (" + gone + "), come AS (" + come
                + ") SELECT (SELECT count(*) FROM page) AS taken, (SELECT count(*) FROM come WHERE fresh) AS come,"
                + " (SELECT count(*) FROM gone) AS gone";
    }
}
