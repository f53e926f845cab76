package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;

/**
 * Counts what is in a pending table whose identifier is known to tell rows apart; nulls it may have.
 *
 * @param pending the quoted name of the pending table
 * @param marked whether its rows say what became of them, or are all added
 */
record Tally(Transaction transaction, ModelColumns columns, String pending, boolean marked) {
    private record Found(Counts counts, long nulls) {}

    /** Counts, and takes rows out that can't be reported. */
    Classification.Outcome run() {
        Found found = transaction.read(query()).get(0);
        SampledRows nulls =
                found.nulls() > 0 ? new SettingAside(transaction, columns, pending).nulls(true) : SampledRows.NONE;
        return new Classification.Outcome(found.counts(), SetAside.of(nulls, SampledRows.NONE));
    }

    private Query<Found> query() {
        return Query.of(
                "SELECT " + count("a") + " AS added, " + count("u") + " AS updated, " + count("d")
                        + " AS deleted, count(*) FILTER (WHERE " + columns.nullKey("p") + ") AS nulls FROM " + pending
                        + " AS p",
                row -> new Found(
                        new Counts(row.number("added"), row.number("updated"), row.number("deleted")),
                        row.number("nulls")));
    }

    private String count(String operation) {
        String whether = marked ? "p.op = '" + operation + "'" : String.valueOf(operation.equals("a"));
        return "count(*) FILTER (WHERE " + whether + " AND NOT " + columns.nullKey("p") + ")";
    }
}
