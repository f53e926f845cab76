package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is in the pending table, and takes out what can't be reported: rows with a null in their identifier, and
 * all rows of an identifier that has several which differ. Of equal rows it leaves one. Deletions get an empty
 * checksum: afterwards the rows with a checksum are the changes, and those without are of no interest.
 */
final class Classification {
    private static final int SAMPLES = 5;

    private final Transaction transaction;
    private final ModelColumns columns;
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
        this.added = tables.quoted(TrackingTables.added(pending));
        this.state = state;
        this.stateRows = stateRows;
    }

    record Outcome(Counts counts, SetAside aside) {}

    /**
     * What is in the table.
     *
     * @param added identifiers that the state doesn't have, as far as is known
     * @param deleted identifiers that the result doesn't have
     * @param repeated identifiers that several rows have
     * @param nulls rows that have none
     */
    private record Found(long added, long deleted, long repeated, long nulls) {
        /** An updated row stands there twice: as it is, and as the state has it. */
        long updated(long rows) {
            return (rows - nulls - added - deleted) / 2;
        }
    }

    /**
     * Runs.
     *
     * @param rows how many rows the pending table has
     * @param allColumns whether it has all columns, or the identifier's only
     */
    Outcome run(long rows, boolean allColumns) {
        Found found = find();
        Sampled nulls = found.nulls() > 0 ? setNullsAside(allColumns) : Sampled.NONE;
        Sampled repeated = Sampled.NONE;
        long left = rows;
        if (found.repeated() > 0) {
            repeated = setRepeatedAside();
            left = unmark();
            found = find();
        }
        long updated = found.updated(left);
        // A single new row may stand beside one that is equal to a row of the state, and so is not here
        Sampled hidden = found.added() > 0 && state.isPresent() && updated + found.deleted() < stateRows
                ? setHiddenAside(state.get())
                : Sampled.NONE;
        Counts counts = new Counts(found.added() - hidden.count(), updated, found.deleted());
        if (state.isPresent()) {
            keepAdded(counts.added() > 0 && counts.updated() > 0);
        }
        return new Outcome(
                counts,
                new SetAside(
                        nulls.count(), repeated.count() + hidden.count(), nulls.rows(), repeated.and(hidden, SAMPLES)));
    }

    private Found find() {
        String fresh = "SELECT " + columns.keyPositions() + ", count(*) AS fresh, min(p.ctid) AS place, "
                + columns.nullKey("p") + " AS nil FROM " + pending + " AS p WHERE p.h IS NOT NULL GROUP BY "
                + columns.keyPositions();
        String odd = state.isPresent() ? marking(fresh) : "WITH g AS (" + fresh + ")";
        Query<Found> query = Query.of(
                odd + """
                 SELECT count(*) FILTER (WHERE g.fresh = 1 AND NOT g.nil) AS added,
                        count(*) FILTER (WHERE g.fresh IS NULL) AS deleted,
                        count(*) FILTER (WHERE g.fresh > 1 AND NOT g.nil) AS repeated,
                        coalesce(sum(g.fresh) FILTER (WHERE g.nil), 0)::int8 AS nulls
                   FROM g""",
                row -> new Found(
                        row.number("added"), row.number("deleted"), row.number("repeated"), row.number("nulls")));
        QuerySettings.sorting(transaction);
        Found found = transaction.read(query).get(0);
        QuerySettings.hashing(transaction);
        return found;
    }

    /**
     * Leaves updates out, which are most; writes deletions once more, which takes less than removing the rows of the
     * state that belong to updates; and writes down where added rows stand.
     */
    private String marking(String fresh) {
        String keys = columns.keyPositions();
        transaction.count("CREATE UNLOGGED TABLE " + added + " (place tid) WITH (autovacuum_enabled = false)");
        String either = ModelColumns.list(
                columns.keys(),
                key -> "coalesce(f." + key.position() + ", o." + key.position() + ") AS " + key.position());
        String gone = "SELECT " + keys + ", true AS gone FROM " + pending + " WHERE h IS NULL";
        String odd = "SELECT " + either + ", f.fresh, f.place, f.nil FROM (" + fresh + ") AS f FULL JOIN (" + gone
                + ") AS o ON " + columns.sameKeys("f", "o")
                + " WHERE f.fresh IS NULL OR f.fresh > 1 OR o.gone IS NULL";
        String deletions = "INSERT INTO " + pending + " (h, " + keys + ") SELECT CAST('' AS bytea), " + keys
                + " FROM g WHERE g.fresh IS NULL";
        String additions = "INSERT INTO " + added + " SELECT g.place FROM g WHERE g.fresh = 1 AND NOT g.nil";
        return "WITH g AS (" + odd + "), d AS (" + deletions + "), a AS (" + additions + ")";
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

    private Sampled setNullsAside(boolean allColumns) {
        List<ModelColumn> shown = allColumns ? columns.all() : columns.keys();
        return deleted(
                "DELETE FROM " + pending + " AS p WHERE p.h IS NOT NULL AND " + columns.nullKey("p"), "p", shown);
    }

    private Sampled setRepeatedAside() {
        transaction.count("DELETE FROM " + pending + " AS p USING (SELECT h, " + columns.keyPositions()
                + ", min(ctid) AS kept FROM " + pending + " WHERE h IS NOT NULL GROUP BY h, "
                + columns.keyPositions() + " HAVING count(*) > 1) AS d WHERE p.h = d.h AND "
                + columns.sameKeys("p", "d") + " AND p.ctid <> d.kept");
        String repeated = "(SELECT " + columns.keyPositions() + " FROM " + pending + " WHERE h IS NOT NULL GROUP BY "
                + columns.keyPositions() + " HAVING count(*) > 1)";
        Sampled sampled = sampled(
                "SELECT count(*) OVER ()::text, " + ModelColumns.list(columns.keys(), key -> text("d", key)) + " FROM "
                        + repeated + " AS d LIMIT " + SAMPLES,
                columns.keys());
        if (sampled.count() > 0) {
            transaction.count(
                    "DELETE FROM " + pending + " AS p USING " + repeated + " AS d WHERE " + columns.sameKeys("p", "d"));
        }
        return sampled;
    }

    private Sampled setHiddenAside(String stateTable) {
        return deleted(
                "DELETE FROM " + pending + " AS p USING " + added + " AS a, " + stateTable
                        + " AS s WHERE p.ctid = a.place AND " + columns.sameKeys("p", "s"),
                "p",
                columns.keys());
    }

    private Sampled deleted(String delete, String alias, List<ModelColumn> shown) {
        return sampled(
                "WITH d AS (" + delete + " RETURNING "
                        + ModelColumns.list(shown, column -> alias + "." + column.position())
                        + ") SELECT count(*) OVER ()::text, " + ModelColumns.list(shown, column -> text("d", column))
                        + " FROM d LIMIT " + SAMPLES,
                shown);
    }

    private static String text(String alias, ModelColumn column) {
        return "CAST(" + alias + "." + column.position() + " AS text)";
    }

    private Sampled sampled(String sql, List<ModelColumn> shown) {
        long[] count = {0};
        List<TextRow> rows = new ArrayList<>();
        transaction.texts(sql, 0, values -> {
            count[0] = Long.parseLong(String.valueOf(values[0]));
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            for (int i = 0; i < shown.size(); i++) {
                row.put(shown.get(i).name(), values[i + 1]);
            }
            rows.add(new TextRow(row));
            return true;
        });
        return new Sampled(count[0], rows);
    }

    private record Sampled(long count, List<TextRow> rows) {
        static final Sampled NONE = new Sampled(0, List.of());

        List<TextRow> and(Sampled other, int most) {
            List<TextRow> all = new ArrayList<>(rows);
            all.addAll(other.rows);
            return all.subList(0, Math.min(most, all.size()));
        }
    }
}
