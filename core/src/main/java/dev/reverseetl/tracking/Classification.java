package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.Optional;

/**
 * Counts what is in the pending table, and takes out what can't be reported: rows with a null in their identifier, and
 * all rows of an identifier that has several which differ. Of equal rows it leaves one. Deletions get an empty
 * checksum: afterwards the rows with a checksum are the changes, and those without are of no interest.
 */
final class Classification {
    private final Transaction transaction;
    private final ModelColumns columns;
    private final SettingAside settingAside;
    private final String pending;
    private final String added;
    private final Optional<String> state;
    private final long stateRows;

    /**
     * Prepares it.
     *
     * @param tables the names of tables
     * @param pending the pending table
     * @param state the quoted name of the state's, if there is one
     * @param stateRows how many rows that has
     */
    Classification(
            Transaction transaction,
            ModelColumns columns,
            TrackingTables tables,
            String pending,
            Optional<String> state,
            long stateRows) {
        this.transaction = transaction;
        this.columns = columns;
        this.pending = tables.quoted(pending);
        this.settingAside = new SettingAside(transaction, columns, this.pending);
        this.added = tables.quoted(TrackingTables.added(pending));
        this.state = state;
        this.stateRows = stateRows;
    }

    record Outcome(Counts counts, SetAside aside) {}

    /**
     * What is in the table.
     *
     * @param added identifiers that the state doesn't have, as far as is known
     * @param updated identifiers that the state has with another checksum
     * @param deleted identifiers that the result doesn't have
     * @param repeated more than 0 if an identifier stands in several rows
     * @param nulls rows that have none
     */
    private record Found(long added, long updated, long deleted, long repeated, long nulls) {}

    /**
     * Runs.
     *
     * @param rows how many rows the pending table has
     * @param allColumns whether it has all columns, or the identifier's only
     */
    Outcome run(long rows, boolean allColumns) {
        QuerySettings.classifying(transaction);
        Found found = find(rows);
        SampledRows nulls = found.nulls() > 0 ? settingAside.nulls(allColumns) : SampledRows.NONE;
        SampledRows repeated = SampledRows.NONE;
        if (found.repeated() > 0) {
            repeated = settingAside.repeated();
            found = find(unmark());
        }
        // A single new row may stand beside one that is equal to a row of the state, and so is not here
        SampledRows hidden = found.added() > 0 && state.isPresent() && found.updated() + found.deleted() < stateRows
                ? settingAside.hidden(added, state.get())
                : SampledRows.NONE;
        Counts counts = new Counts(found.added() - hidden.count(), found.updated(), found.deleted());
        if (state.isPresent()) {
            keepAdded(counts.added() > 0 && counts.updated() > 0);
        }
        return new Outcome(counts, SetAside.of(nulls, repeated.and(hidden)));
    }

    private Found find(long rows) {
        return transaction.read(state.isPresent() ? changes(rows) : additions()).get(0);
    }

    private Query<Found> additions() {
        return Query.of(
                "SELECT count(*) FILTER (WHERE g.rows = 1 AND NOT g.nil) AS added,"
                        + " count(*) FILTER (WHERE g.rows > 1 AND NOT g.nil) AS repeated,"
                        + " coalesce(sum(g.rows) FILTER (WHERE g.nil), 0)::int8 AS nulls FROM (SELECT count(*) AS rows, "
                        + columns.nullKey("p") + " AS nil FROM " + pending + " AS p GROUP BY " + columns.keyPositions()
                        + ") AS g",
                row -> new Found(row.number("added"), 0, 0, row.number("repeated"), row.number("nulls")));
    }

    /**
     * Joins the rows of the result with those of the state, and leaves updates out, which are most; writes deletions
     * once more, which takes less than removing the rows of the state that belong to updates; and writes down where
     * added rows stand.
     */
    private Query<Found> changes(long rows) {
        String keys = columns.keyPositions();
        transaction.count("CREATE UNLOGGED TABLE " + added + " (place tid) WITH (autovacuum_enabled = false)");
        String either = ModelColumns.list(
                columns.keys(),
                key -> "coalesce(f." + key.position() + ", o." + key.position() + ") AS " + key.position());
        String fresh = "SELECT " + keys + ", p.ctid AS place, " + columns.nullKey("p") + " AS nil FROM " + pending
                + " AS p WHERE p.h IS NOT NULL";
        String gone = "SELECT " + keys + ", true AS gone FROM " + pending + " WHERE h IS NULL";
        String odd = "SELECT " + either + ", f.place, f.nil FROM (" + fresh + ") AS f FULL JOIN (" + gone + ") AS o ON "
                + columns.sameKeys("f", "o") + " WHERE f.place IS NULL OR o.gone IS NULL";
        String deletions = "INSERT INTO " + pending + " (h, " + keys + ") SELECT CAST('' AS bytea), " + keys
                + " FROM g WHERE g.place IS NULL";
        String additions = "INSERT INTO " + added + " SELECT g.place FROM g WHERE NOT g.nil";
        String repeated =
                "SELECT count(*) FROM (SELECT FROM g WHERE NOT g.nil GROUP BY " + keys + " HAVING count(*) > 1) AS r";
        return Query.of(
                "WITH g AS (" + odd + "), d AS (" + deletions + "), a AS (" + additions + """
                ) SELECT count(*) FILTER (WHERE NOT g.nil) AS added,
                        count(*) FILTER (WHERE g.place IS NULL) AS deleted,
                        count(*) FILTER (WHERE g.nil) AS nulls,
                        (SELECT count(*) FROM\s""" + pending
                        + " WHERE h IS NULL) AS gone, (" + repeated
                        + ") AS repeated FROM g",
                row -> {
                    long updated = row.number("gone") - row.number("deleted");
                    // A row of the state that several rows of the result are joined with
                    long updates = rows - row.number("gone") - row.number("added") - row.number("nulls");
                    return new Found(
                            row.number("added"),
                            updated,
                            row.number("deleted"),
                            row.number("repeated") + updates - updated,
                            row.number("nulls"));
                });
    }

    /** Forgets what was marked, and returns how many rows there are. */
    private long unmark() {
        if (state.isPresent()) {
            transaction.count("DELETE FROM " + pending + " WHERE h = ''");
            transaction.count("DROP TABLE " + added);
        }
        return transaction
                .read(Query.of("SELECT count(*) AS rows FROM " + pending, row -> row.number("rows")))
                .get(0);
    }

    private void keepAdded(boolean needed) {
        if (needed) {
            transaction.count("CREATE INDEX ON " + added + " (place)");
            transaction.count("ANALYZE " + added);
        } else {
            transaction.count("DROP TABLE " + added);
        }
    }
}
