package dev.reverseetl.benchmarks;

import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures tracking, and beside it the floors, on one server of its own. */
final class TrackingBenchmark implements AutoCloseable {
    /** All in memory, and no background work in the middle of a run. */
    private static final Map<String, String> SETTINGS =
            Map.of("shared_buffers", "1GB", "autovacuum", "off", "max_wal_size", "8GB", "checkpoint_timeout", "1h");

    private static final int RUNS = 5;

    private final Size size;
    private final Consumer<String> progress;
    private final OwnServer server;
    private final TestDatabase database;
    private final Login role;
    private final List<Measure> measures = new ArrayList<>();

    TrackingBenchmark(Options options, Consumer<String> progress) throws SQLException {
        size = options.size();
        this.progress = progress;
        progress.accept("Starting PostgreSQL " + options.postgres());
        server = PostgresServers.startOwn(options.postgres(), SETTINGS);
        database = server.createDatabase();
        role = database.createLogin("segment");
    }

    List<Measure> measure() throws Exception {
        TrackedTable narrow = narrow();
        wide();
        many(narrow);
        return measures;
    }

    private TrackedTable narrow() throws Exception {
        progress.accept("Creating " + size.rows() + " narrow rows");
        TrackedTable table = TrackedTable.narrow(database, role, "narrow", size.rows());
        String rows = size.rows() + " narrow rows";
        progress.accept("Loading them for the first time");
        delivery(table, rows);
        progress.accept("Running without changes");
        table.run(0);
        List<Duration> hashing = new ArrayList<>();
        List<Duration> copying = new ArrayList<>();
        List<Duration> unchanged = new ArrayList<>();
        List<Duration> workers = new ArrayList<>();
        for (int run = 0; run < runs(); run++) {
            hashing.add(table.hashing());
            copying.add(table.copying());
            unchanged.add(table.run(0));
            workers.add(table.run(2));
        }
        Duration none = Timing.median(unchanged);
        slower(rows + ", nothing changed", none, "hashing", Timing.median(hashing), 2.2);
        slower(rows + ", nothing changed, 2 workers", Timing.median(workers), "hashing", Timing.median(hashing), 1.5);
        measures.add(Measure.slower(
                rows + ", nothing changed", none, "COPY to nowhere", Timing.median(copying), Limit.none()));
        measures.add(Measure.number(
                "state of " + rows, (double) table.stateBytes() / size.rows(), "bytes a row", Limit.atMost(100)));
        progress.accept("Changing some of them");
        beside(table, rows + ", first load", run -> table.forget(), Limit.atMost(2.5));
        changed(table, rows + ", 1 % changed", 0.01, Limit.atMost(1.5));
        changed(table, rows + ", 10 % changed", 0.1, Limit.atMost(2));
        changed(table, rows + ", all changed", 1, Limit.atMost(2.5));
        progress.accept("Changing 1 % of them 20 times");
        growth(table, rows);
        progress.accept("Changing some of them, without a primary key");
        table.dropPrimaryKey();
        changed(table, rows + ", no primary key, 10 % changed", 0.1, Limit.atMost(2));
        changed(table, rows + ", no primary key, all changed", 1, Limit.none());
        return table;
    }

    private void wide() throws Exception {
        progress.accept("Creating " + size.rows() + " wide rows");
        TrackedTable table = TrackedTable.wide(database, role, "wide", size.rows());
        String rows = size.rows() + " wide rows";
        table.run(2);
        progress.accept("Changing 1 % of them again and again");
        List<Duration> hashing = new ArrayList<>();
        List<Duration> serial = new ArrayList<>();
        List<Duration> workers = new ArrayList<>();
        for (int run = 0; run < Math.min(3, runs()); run++) {
            hashing.add(table.hashing());
            table.change(0.01, 2 * run);
            serial.add(table.run(0));
            table.change(0.01, 2 * run + 1);
            workers.add(table.run(2));
        }
        slower(rows + ", 1 % changed", Timing.median(serial), "hashing", Timing.median(hashing), 1.5);
        slower(rows + ", 1 % changed, 2 workers", Timing.median(workers), "hashing", Timing.median(hashing), 0.9);
        table.run(0); // the first reader after changes writes what it prunes
        long before = wal();
        table.run(0);
        measures.add(
                Measure.number(rows + ", nothing changed: log", (wal() - before) / 1e3, "kB of WAL", Limit.atMost(50)));
        database.run("DROP TABLE wide");
    }

    private void many(TrackedTable fewer) throws Exception {
        progress.accept("Creating " + size.manyRows() + " narrow rows");
        TrackedTable table = TrackedTable.narrow(database, role, "many", size.manyRows());
        String rows = size.manyRows() + " narrow rows";
        progress.accept("Loading them for the first time");
        delivery(table, rows);
        progress.accept("Running without changes");
        List<Duration> few = new ArrayList<>();
        List<Duration> many = new ArrayList<>();
        for (int run = 0; run < Math.min(3, runs()); run++) {
            few.add(fewer.run(0));
            many.add(table.run(0));
        }
        slower(
                rows + ", nothing changed",
                Timing.median(many),
                "the same share of those",
                Timing.median(few).multipliedBy(size.manyRows() / size.rows()),
                1.3);
    }

    private void delivery(TrackedTable table, String rows) throws Exception {
        Delivery delivery = Delivery.of(table, size.timed() ? 3 : 1);
        slower(rows + ", handing over", delivery.ours(), "reading the same by JDBC", delivery.plain(), 1 / 0.8);
        measures.add(Measure.number(rows + ", live heap", delivery.liveHeap() / 1e6, "MB", Limit.atMost(64)));
    }

    private void changed(TrackedTable table, String what, double share, Limit limit) throws SQLException {
        beside(table, what, run -> table.change(share, run), limit);
    }

    private interface Before {
        void run(int run) throws SQLException;
    }

    /** Each run has one without changes beside it, since a machine that others use too is slow for a while. */
    private void beside(TrackedTable table, String what, Before before, Limit limit) throws SQLException {
        List<Duration> none = new ArrayList<>();
        List<Duration> some = new ArrayList<>();
        for (int run = 0; run < runs(); run++) {
            none.add(table.run(0));
            before.run(run);
            some.add(table.run(0));
        }
        measures.add(Measure.slower(
                what,
                Timing.median(some),
                "nothing changed",
                Timing.median(none),
                size.timed() ? limit : Limit.none()));
    }

    private void growth(TrackedTable table, String rows) throws SQLException {
        long before = table.stateBytes();
        for (int run = 0; run < 20; run++) {
            table.change(0.01, run);
            table.run(0);
            if (run % 5 == 4) {
                table.vacuumState(); // which autovacuum would do, were it not switched off here
            }
        }
        measures.add(Measure.number(
                "growth of the state of " + rows + " by 20 runs with 1 % changed",
                100.0 * (table.stateBytes() - before) / before,
                "%",
                Limit.atMost(5)));
    }

    private long wal() throws SQLException {
        return database.queryOne(Long.class, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::int8");
    }

    private void slower(String what, Duration time, String other, Duration otherTime, double most) {
        measures.add(Measure.slower(what, time, other, otherTime, size.timed() ? Limit.atMost(most) : Limit.none()));
    }

    private int runs() {
        return size.timed() ? RUNS : 1;
    }

    @Override
    public void close() {
        server.close();
    }
}
