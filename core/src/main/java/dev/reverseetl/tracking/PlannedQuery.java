package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.regex.Pattern;

/**
 * What the server plans for a statement, of which it runs nothing.
 *
 * @param workers how many workers
 * @param width how many bytes a row has, as it guesses
 * @param joins whether it joins
 */
record PlannedQuery(int workers, int width, boolean joins) {
    private static final Pattern WORKERS = Pattern.compile("\"Workers Planned\": (\\d{1,9})");
    private static final Pattern WIDTH = Pattern.compile("\"Plan Width\": (\\d{1,9})");

    /** Asks the server; the session has the role's search path. */
    static PlannedQuery of(String sql, TrackerConfig config, Transaction transaction) {
        StringBuilder plan = new StringBuilder();
        try {
            transaction.texts("EXPLAIN (FORMAT JSON) " + sql, 0, values -> {
                plan.append(values[0]);
                return true;
            });
        } catch (StatementFailure failure) {
            throw TrackingFailure.ofQuery(failure, config);
        }
        return new PlannedQuery(most(WORKERS, plan), most(WIDTH, plan), plan.indexOf("\"Join Type\"") >= 0);
    }

    private static int most(Pattern number, CharSequence plan) {
        return number.matcher(plan)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(0);
    }
}
