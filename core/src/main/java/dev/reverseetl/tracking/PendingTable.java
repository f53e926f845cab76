package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.SqlLiteral;

/**
 * The table in which the changes of a run wait. Nothing is put into it after they were found, so a row stays where it
 * is, unless the table is rewritten, as by VACUUM FULL.
 *
 * @param name its name, as {@link TrackingTables} gives it
 * @param marked whether its rows say what became of them, in the column {@code op}
 * @param bytes how large it is
 * @param filenode the file that it is in, which tells a rewritten table from the one that was read
 */
record PendingTable(String name, boolean marked, long bytes, long filenode) {
    String quoted(TrackingTables tables) {
        return tables.quoted(name);
    }

    /** A condition that no row meets once the table was rewritten; to be evaluated where the table is locked. */
    String unmoved(TrackingTables tables) {
        return "pg_relation_filenode(CAST(" + SqlLiteral.quoted(quoted(tables)) + " AS regclass)) = CAST('" + filenode
                + "' AS oid)";
    }
}
