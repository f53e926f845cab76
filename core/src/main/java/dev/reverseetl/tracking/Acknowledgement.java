package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.List;
import java.util.Optional;

/** Moves the state; every method is part of a transaction that holds the lease's lock. */
final class Acknowledgement {
    /** Above this share of the state, writing it anew takes less time and log than changing rows. */
    private static final double REWRITE_SHARE = 0.2;

    private static final long REWRITE_ROWS = 10_000;

    private final Transaction transaction;
    private final TrackerConfig config;
    private final DetectedRun run;
    private final ModelEntry entry;

    Acknowledgement(Transaction transaction, TrackerConfig config, DetectedRun run) {
        this.transaction = transaction;
        this.config = config;
        this.run = run;
        this.entry = run.lease().lock(transaction, config);
    }

    /** Acknowledges some rows of the pending table, and takes them out of it. */
    void some(List<String> places) {
        StateSql state = state();
        String rows = "DELETE FROM " + pending() + " AS p WHERE " + at(places) + " RETURNING p.h, "
                + ModelColumns.list(run.columns().keys(), key -> "p." + key.position());
        apply(state, rows, places.size());
    }

    /** Takes rejected rows out of the pending table: the next run finds them again. */
    void reject(List<String> places) {
        long deleted = transaction.count("DELETE FROM " + pending() + " AS p WHERE " + at(places));
        require(deleted == places.size());
    }

    /**
     * Acknowledges all that is left in the pending table, and ends the run.
     *
     * @param left how many changes are left
     */
    void rest(long left) {
        String pending = pending();
        if (left > 0) {
            requirePending(pending);
        }
        if (left > REWRITE_ROWS && left > REWRITE_SHARE * entry.stateRows()) {
            rewrite(pending, left);
        } else if (left > 0) {
            String rows = "SELECT p.h, " + ModelColumns.list(run.columns().keys(), key -> "p." + key.position())
                    + " FROM " + pending + " AS p WHERE p.h IS NOT NULL";
            apply(state(), rows, left);
        }
        transaction.count(
                config.tables().dropPending(run.pending().orElseThrow().name()));
        finish(transaction, config, run.lease(), run.policies());
    }

    /** A crash of the server empties the pending table, which it doesn't log. */
    private void requirePending(String pending) {
        boolean there = transaction
                .read(Query.of(
                        "SELECT pg_relation_size(CAST(? AS regclass)) > 0 AS there", row -> row.flag("there"), pending))
                .get(0);
        require(there);
    }

    private void require(boolean complete) {
        if (!complete) {
            throw TrackingFailure.superseded(config, null);
        }
    }

    private record Applied(long taken, long come, long gone) {}

    private void apply(StateSql state, String rows, long expected) {
        Query<Applied> query = Query.of(
                state.apply(rows), row -> new Applied(row.number("taken"), row.number("come"), row.number("gone")));
        Applied applied = transaction.read(query).get(0);
        require(applied.taken() == expected);
        run.lease().update(transaction, config, "state_rows = state_rows + " + (applied.come() - applied.gone()));
    }

    private StateSql state() {
        if (entry.stateTable().isPresent()) {
            return new StateSql(
                    run.columns(), config.tables().quoted(entry.stateTable().get()));
        }
        String name = TrackingTables.state(run.lease().model(), run.lease().generation());
        StateSql state = new StateSql(run.columns(), config.tables().quoted(name));
        transaction.count(state.createEmpty());
        constrain(transaction, state);
        adopt(transaction, config, run.lease(), run.columns(), name, 0);
        run.lease().update(transaction, config, policies(run.policies()));
        return state;
    }

    private void rewrite(String pending, long left) {
        QuerySettings.room(transaction);
        boolean allTouched = left == run.counts().total()
                && run.counts().updated() + run.counts().deleted() == entry.stateRows();
        if (entry.stateTable().isEmpty() || allTouched) {
            replaceState(transaction, config, run.lease(), run.columns(), pending, entry);
            return;
        }
        StateSql old = new StateSql(
                run.columns(), config.tables().quoted(entry.stateTable().get()));
        replace(transaction, config, run.lease(), run.columns(), old.merged(pending), entry);
    }

    /** Makes the rows of the pending table the whole state. */
    static void replaceState(
            Transaction transaction,
            TrackerConfig config,
            RunLease lease,
            ModelColumns columns,
            String pending,
            ModelEntry entry) {
        replace(transaction, config, lease, columns, new StateSql(columns, "").fromPending(pending), entry);
    }

    /** Takes the checksums out of the state, so that every row of it differs from what it is compared with. */
    static void voidChecksums(
            Transaction transaction, TrackerConfig config, RunLease lease, ModelColumns columns, ModelEntry entry) {
        String rows = "SELECT " + columns.keyPositions() + ", CAST('' AS bytea) AS h FROM "
                + config.tables().quoted(entry.stateTable().orElseThrow());
        replace(transaction, config, lease, columns, rows, entry);
    }

    private static void replace(
            Transaction transaction,
            TrackerConfig config,
            RunLease lease,
            ModelColumns columns,
            String rows,
            ModelEntry entry) {
        // A run may write the state twice: first without checksums, then acknowledged
        String name = TrackingTables.state(lease.model(), lease.generation());
        boolean taken = entry.stateTable().filter(name::equals).isPresent();
        String unique = taken ? TrackingTables.state(lease.model(), lease.generation()) + "_r" : name;
        StateSql state = new StateSql(columns, config.tables().quoted(unique));
        long count = transaction.count(state.createAs(rows));
        constrain(transaction, state);
        transaction.count(state.analyze());
        entry.stateTable()
                .ifPresent(
                        old -> transaction.count("DROP TABLE " + config.tables().quoted(old)));
        adopt(transaction, config, lease, columns, unique, count);
    }

    private static void constrain(Transaction transaction, StateSql state) {
        transaction.count(state.constrain());
        state.index().ifPresent(transaction::count);
    }

    private static void adopt(
            Transaction transaction,
            TrackerConfig config,
            RunLease lease,
            ModelColumns columns,
            String name,
            long rows) {
        lease.update(
                transaction,
                config,
                "state_table = " + SqlLiteral.quoted(name) + ", state_rows = " + rows + ", column_signature = "
                        + SqlLiteral.quoted(columns.signature()) + ", key_signature = "
                        + SqlLiteral.quoted(columns.keySignature()) + ", algorithm = "
                        + SqlLiteral.quoted(DiffSql.ALGORITHM));
    }

    /** Ends a run that came to its end. */
    static void finish(Transaction transaction, TrackerConfig config, RunLease lease, Optional<String> policies) {
        lease.release(transaction, config, "acknowledged_at = clock_timestamp(), " + policies(policies));
    }

    private static String policies(Optional<String> policies) {
        return "policies = " + policies.map(SqlLiteral::quoted).orElse("NULL");
    }

    private String pending() {
        return run.pending().orElseThrow().quoted(config.tables());
    }

    /** Holds of no row if the table was rewritten since: then other rows stand there. */
    private String at(List<String> places) {
        return "p.ctid = ANY (" + array(places) + ") AND "
                + run.pending().orElseThrow().unmoved(config.tables());
    }

    private static String array(List<String> places) {
        StringBuilder array = new StringBuilder("CAST('{");
        for (String place : places) {
            array.append(array.charAt(array.length() - 1) == '{' ? "\"" : ",\"")
                    .append(place)
                    .append('"');
        }
        return array.append("}' AS tid[])").toString();
    }
}
