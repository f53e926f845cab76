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
    private final Optional<String> state;
    private final long stateRows;

    /**
     * Prepares it.
     *
     * @param pending the quoted name of the pending table
     * @param state that of the state's, if there is one
     * @param stateRows how many rows that has
     */
    Classification(
            Transaction transaction, ModelColumns columns, String pending, Optional<String> state, long stateRows) {
        this.transaction = transaction;
        this.columns = columns;
        this.pending = pending;
        this.state = state;
        this.stateRows = stateRows;
    }

    record Outcome(Counts counts, SetAside aside) {}

    private record Groups(long added, long updated, long deleted, long repeated, long nulls) {}

    Outcome run(boolean allColumns) {
        Groups groups = groups();
        Sampled nulls = groups.nulls() > 0 ? setNullsAside(allColumns) : Sampled.NONE;
        Sampled repeated = Sampled.NONE;
        if (groups.repeated() > 0) {
            transaction.count("DELETE FROM " + pending + " AS p USING (SELECT h, " + columns.keyPositions()
                    + ", min(ctid) AS kept FROM " + pending + " WHERE h IS NOT NULL GROUP BY h, "
                    + columns.keyPositions() + " HAVING count(*) > 1) AS d WHERE p.h = d.h AND "
                    + columns.sameKeys("p", "d") + " AND p.ctid <> d.kept");
            repeated = setRepeatedAside();
            groups = groups();
        }
        // A single new row may stand beside one that is equal to a row of the state, and so is not here
        boolean allDiffer = groups.updated() + groups.deleted() == stateRows;
        Sampled hidden =
                groups.added() > 0 && state.isPresent() && !allDiffer ? setHiddenAside(state.get()) : Sampled.NONE;
        if (groups.deleted() > 0) {
            markDeleted();
        }
        Counts counts = new Counts(groups.added() - hidden.count(), groups.updated(), groups.deleted());
        return new Outcome(
                counts,
                new SetAside(
                        nulls.count(), repeated.count() + hidden.count(), nulls.rows(), repeated.and(hidden, SAMPLES)));
    }

    /** Writing the few rows of deletions once more takes less than removing those that belong to updates. */
    private void markDeleted() {
        transaction.count("INSERT INTO " + pending + " (h, " + columns.keyPositions() + ") SELECT CAST('' AS bytea), "
                + ModelColumns.list(columns.keys(), key -> "o." + key.position()) + " FROM " + pending
                + " AS o WHERE o.h IS NULL AND NOT EXISTS (SELECT FROM " + pending
                + " AS n WHERE n.h IS NOT NULL AND " + columns.sameKeys("n", "o") + ")");
    }

    private Groups groups() {
        Query<Groups> query = Query.of(
                """
                SELECT count(*) FILTER (WHERE NOT g.nil AND g.fresh = 1 AND g.gone = 0) AS added,
                       count(*) FILTER (WHERE NOT g.nil AND g.fresh = 1 AND g.gone > 0) AS updated,
                       count(*) FILTER (WHERE NOT g.nil AND g.fresh = 0) AS deleted,
                       count(*) FILTER (WHERE NOT g.nil AND g.fresh > 1) AS repeated,
                       coalesce(sum(g.fresh) FILTER (WHERE g.nil), 0)::int8 AS nulls
                  FROM (SELECT count(p.h) AS fresh, count(*) - count(p.h) AS gone, %s AS nil
                          FROM %s AS p GROUP BY %s) AS g""".formatted(columns.nullKey("p"), pending, columns.keyPositions()),
                row -> new Groups(
                        row.number("added"),
                        row.number("updated"),
                        row.number("deleted"),
                        row.number("repeated"),
                        row.number("nulls")));
        return transaction.read(query).get(0);
    }

    private Sampled setNullsAside(boolean allColumns) {
        List<ModelColumn> shown = allColumns ? columns.all() : columns.keys();
        return deleted(
                "DELETE FROM " + pending + " AS p WHERE p.h IS NOT NULL AND " + columns.nullKey("p"), "p", shown);
    }

    private Sampled setRepeatedAside() {
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
                "DELETE FROM " + pending + " AS p USING " + stateTable + " AS s WHERE p.h IS NOT NULL AND "
                        + columns.sameKeys("p", "s") + " AND NOT EXISTS (SELECT FROM " + pending
                        + " AS o WHERE o.h IS NULL AND " + columns.sameKeys("o", "p") + ")",
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
