package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the changes, in one transaction that leaves them in the pending table and doesn't touch the state's rows. */
final class Detection {
    /** From here on it takes less time to keep the whole state in memory than to write rows to files and read them. */
    private static final int WIDE = 300;

    private final TrackerConfig config;
    private final TrackingTables tables;
    private final Transaction transaction;
    private final StopWatch watch;
    private final List<String> notes = new ArrayList<>();

    Detection(TrackerConfig config, Transaction transaction, StopWatch watch) {
        this.config = config;
        this.tables = config.tables();
        this.transaction = transaction;
        this.watch = watch;
    }

    /** Compares the model's result with the state. */
    DetectedRun run(RunLease lease) {
        ModelEntry before = lease.lock(transaction, config);
        ModelColumns columns = watch.adding(TrackingPhase.PREPARE, this::columns);
        ColumnChange change = ColumnChange.of(before, columns);
        ModelEntry entry = change.apply(transaction, config, lease, before, columns);
        if (change.isRebaseline(config)) {
            return rebaseline(lease, entry, columns);
        }
        change.note(config).ifPresent(notes::add);
        return compare(lease, entry, columns);
    }

    /** Takes the result as it is for the state. */
    DetectedRun rebaseline(RunLease lease) {
        ModelEntry entry = lease.lock(transaction, config);
        return rebaseline(lease, entry, watch.adding(TrackingPhase.PREPARE, this::columns));
    }

    private ModelColumns columns() {
        QuerySettings.pin(transaction, config);
        return new ColumnProbe(config, transaction).read();
    }

    private DetectedRun compare(RunLease lease, ModelEntry entry, ModelColumns columns) {
        String pending = TrackingTables.pending(lease.model(), lease.generation());
        Optional<String> state = entry.stateTable().map(tables::quoted);
        DiffSql diff = new DiffSql(columns, config.model().query());
        QuerySettings.asTheRole(transaction);
        boolean unique = !planned(diff.uniqueness()).joins();
        String sql = diff.keeping(tables.quoted(pending), state, unique);
        PlannedQuery planned = planned(sql);
        if (planned.width() > WIDE) {
            QuerySettings.asOurselves(transaction);
            QuerySettings.room(transaction);
            QuerySettings.asTheRole(transaction);
        }
        long rows = watch.during(TrackingPhase.COMPARE, () -> execute(sql));
        Classification.Outcome outcome = watch.during(TrackingPhase.CLASSIFY, () -> {
            if (rows == 0) {
                return new Classification.Outcome(Counts.NONE, SetAside.none());
            }
            return unique
                    ? new Tally(transaction, columns, tables.quoted(pending), state.isPresent()).run()
                    : new Classification(transaction, columns, tables, pending, state, entry.stateRows())
                            .run(rows, true);
        });
        Optional<String> policies =
                config.rowSecurity() ? Optional.of(RowSecurity.fingerprint(transaction)) : Optional.empty();
        Counts counts = outcome.counts();
        RunOrigin origin = lease.olderLeft()
                ? RunOrigin.RECOMPUTED
                : state.isEmpty() ? RunOrigin.FIRST : RunOrigin.LAST_ACKNOWLEDGED;
        Optional<String> held = Optional.empty();
        Optional<PendingTable> table = Optional.empty();
        if (counts.total() == 0) {
            transaction.count(tables.dropPending(pending));
            Acknowledgement.finish(transaction, config, lease, policies);
        } else {
            held = held(counts, entry, policies);
            table = Optional.of(pending(pending, unique && state.isPresent()));
            lease.update(transaction, config, "pending_table = " + SqlLiteral.quoted(pending));
        }
        if (counts.total() > config.limits().recordsPerSync()) {
            notes.add("There are " + counts.total() + " changes, and one sync of Segment carries "
                    + config.limits().recordsPerSync() + ".");
        }
        return new DetectedRun(
                lease,
                columns,
                origin,
                table,
                entry.stateRows(),
                counts,
                outcome.aside(),
                planned.workers(),
                held,
                policies,
                List.copyOf(notes));
    }

    private DetectedRun rebaseline(RunLease lease, ModelEntry entry, ModelColumns columns) {
        String pending = TrackingTables.pending(lease.model(), lease.generation());
        String sql = new DiffSql(columns, config.model().query()).stateOnly(tables.quoted(pending));
        QuerySettings.asTheRole(transaction);
        int workers = planned(sql).workers();
        long rows = watch.during(TrackingPhase.COMPARE, () -> execute(sql));
        Classification.Outcome outcome = watch.during(
                TrackingPhase.CLASSIFY,
                () -> new Classification(transaction, columns, tables, pending, Optional.empty(), 0).run(rows, false));
        Acknowledgement.replaceState(transaction, config, lease, columns, tables.quoted(pending), entry);
        transaction.count(tables.dropPending(pending));
        Optional<String> policies =
                config.rowSecurity() ? Optional.of(RowSecurity.fingerprint(transaction)) : Optional.empty();
        Acknowledgement.finish(transaction, config, lease, policies);
        notes.add("The result as it is now, " + outcome.counts().added()
                + " rows, was taken for the state, and nothing is reported.");
        return new DetectedRun(
                lease,
                columns,
                RunOrigin.LAST_ACKNOWLEDGED,
                Optional.empty(),
                outcome.counts().added(),
                Counts.NONE,
                outcome.aside(),
                workers,
                Optional.empty(),
                policies,
                List.copyOf(notes));
    }

    private long execute(String sql) {
        try {
            long rows = transaction.count(sql);
            QuerySettings.asOurselves(transaction);
            QuerySettings.room(transaction);
            return rows;
        } catch (StatementFailure failure) {
            throw TrackingFailure.ofQuery(failure, config);
        }
    }

    private PlannedQuery planned(String sql) {
        return watch.adding(TrackingPhase.PREPARE, () -> PlannedQuery.of(sql, config, transaction));
    }

    private PendingTable pending(String name, boolean marked) {
        return transaction
                .read(Query.of(
                        "SELECT pg_total_relation_size(c) AS bytes, pg_relation_filenode(c)::int8 AS filenode"
                                + " FROM CAST(? AS regclass) AS c",
                        row -> new PendingTable(name, marked, row.number("bytes"), row.number("filenode")),
                        tables.quoted(name)))
                .get(0);
    }

    private Optional<String> held(Counts counts, ModelEntry entry, Optional<String> policies) {
        if (config.deleteGuard().holds(counts.deleted(), entry.stateRows())) {
            return Optional.of(counts.deleted() + " of " + entry.stateRows() + " rows look deleted"
                    + (counts.deleted() >= entry.stateRows() ? ", which is all of them" : "")
                    + "; more than " + config.deleteGuard().moreThan() + " that are more than "
                    + Math.round(config.deleteGuard().share() * 100)
                    + " % of the rows, or all of them, are only reported when confirmed.");
        }
        if (counts.deleted() > 0
                && policies.isPresent()
                && !policies.equals(entry.policies())
                && entry.stateTable().isPresent()) {
            return Optional.of("The policies of row security are not those of the last acknowledged run, and "
                    + counts.deleted() + " rows look deleted: they may only be hidden.");
        }
        return Optional.empty();
    }
}
