package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of the pending table that can't be reported.
 *
 * @param pending the quoted name of the pending table
 */
record SettingAside(Transaction transaction, ModelColumns columns, String pending) {
    /**
     * Rows with a null in their identifier.
     *
     * @param allColumns whether the table has all columns, or the identifier's only
     */
    SampledRows nulls(boolean allColumns) {
        List<ModelColumn> shown = allColumns ? columns.all() : columns.keys();
        return deleted("DELETE FROM " + pending + " AS p WHERE p.h IS NOT NULL AND " + columns.nullKey("p"), shown);
    }

    /** All rows of an identifier that has several which differ; of equal rows one is left. */
    SampledRows repeated() {
        transaction.count("DELETE FROM " + pending + " AS p USING (SELECT h, " + columns.keyPositions()
                + ", min(ctid) AS kept FROM " + pending + " WHERE h IS NOT NULL GROUP BY h, "
                + columns.keyPositions() + " HAVING count(*) > 1) AS d WHERE p.h = d.h AND "
                + columns.sameKeys("p", "d") + " AND p.ctid <> d.kept");
        String repeated = "(SELECT " + columns.keyPositions() + " FROM " + pending + " WHERE h IS NOT NULL GROUP BY "
                + columns.keyPositions() + " HAVING count(*) > 1)";
        SampledRows sampled = sampled(
                "SELECT count(*) OVER ()::text, " + ModelColumns.list(columns.keys(), key -> text("d", key)) + " FROM "
                        + repeated + " AS d LIMIT " + SampledRows.MOST,
                columns.keys());
        if (sampled.count() > 0) {
            transaction.count(
                    "DELETE FROM " + pending + " AS p USING " + repeated + " AS d WHERE " + columns.sameKeys("p", "d"));
        }
        return sampled;
    }

    /**
     * Rows that look added, and stand beside one that is equal to a row of the state and so isn't here.
     *
     * @param added the quoted name of the table of their places
     * @param state the quoted name of the state's
     */
    SampledRows hidden(String added, String state) {
        return deleted(
                "DELETE FROM " + pending + " AS p USING " + added + " AS a, " + state
                        + " AS s WHERE p.ctid = a.place AND " + columns.sameKeys("p", "s"),
                columns.keys());
    }

    private SampledRows deleted(String delete, List<ModelColumn> shown) {
        return sampled(
                "WITH d AS (" + delete + " RETURNING "
                        + ModelColumns.list(shown, column -> "p." + column.position())
                        + ") SELECT count(*) OVER ()::text, " + ModelColumns.list(shown, column -> text("d", column))
                        + " FROM d LIMIT " + SampledRows.MOST,
                shown);
    }

    private static String text(String alias, ModelColumn column) {
        return "CAST(" + alias + "." + column.position() + " AS text)";
    }

    private SampledRows sampled(String sql, List<ModelColumn> shown) {
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
        return new SampledRows(count[0], rows);
    }
}
