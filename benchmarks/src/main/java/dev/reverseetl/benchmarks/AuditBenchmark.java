package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.WireProxy;
import dev.reverseetl.testing.WireTurn;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures the permission audit, and beside it the floor and the peers, on one server of its own. */
final class AuditBenchmark implements AutoCloseable {
    /** For one transaction that creates thousands of tables; and without background work in the middle of a run. */
    private static final Map<String, String> SETTINGS =
            Map.of("max_locks_per_transaction", "1024", "shared_buffers", "512MB", "autovacuum", "off");

    /** How many models don't bind in the run that counts what they cost. */
    private static final int BROKEN = 10;

    private final Size size;
    private final Timing timing;
    private final Consumer<String> progress;
    private final OwnServer server;
    private final SampleObjects objects;
    private final SampleModels samples;
    private final List<Model> models;
    private final SampleDatabase database;

    AuditBenchmark(Options options, Consumer<String> progress) throws SQLException {
        size = options.size();
        timing = new Timing(size.warmUps(), size.runs());
        this.progress = progress;
        progress.accept("Starting PostgreSQL " + options.postgres());
        server = PostgresServers.startOwn(options.postgres(), SETTINGS);
        objects = new SampleObjects(size.tables());
        samples = new SampleModels(objects);
        models = samples.first(size.models());
        progress.accept("Creating " + size.tables() + " tables");
        database = SampleDatabase.create(server, objects, size.tables());
    }

    List<Measure> measure() throws Exception {
        List<Measure> measures = new ArrayList<>();
        measures.addAll(roundTrips());
        measures.add(againstFloor());
        measures.addAll(slowNetwork());
        measures.addAll(oneModel());
        measures.add(manyTables());
        return measures;
    }

    private List<Measure> roundTrips() throws IOException {
        progress.accept("Counting round trips");
        int all = roundTrips(models);
        int broken = roundTrips(samples.first(size.models(), BROKEN));
        return List.of(
                Measure.roundTrips(title(), all, Limit.atMost(12)),
                Measure.roundTrips(
                        title() + ", " + BROKEN + " of which don't bind", broken, Limit.atMost(12 + 2 * BROKEN)));
    }

    private int roundTrips(List<Model> audited) throws IOException {
        try (WireProxy proxy = WireProxy.to(server)) {
            database.audit(database.adminThrough(proxy), audited);
            return proxy.roundTrips();
        }
    }

    private Measure againstFloor() throws Exception {
        progress.accept("Comparing with the floor");
        List<Duration> times = timing.medians(
                () -> database.audit(database.admin(), models), new PrepareAtOnce(database.admin(), models));
        return Measure.slower(title(), times.get(0), "PREPARE in one batch", times.get(1), ofTime(Limit.atMost(10)));
    }

    private List<Measure> slowNetwork() throws Exception {
        progress.accept("Slowing the network down");
        try (SlowNetwork network = new SlowNetwork(database, models, size.delay(), progress)) {
            Duration audit = timing.medians(() -> database.audit(network.admin(), models))
                    .get(0);
            String what = title() + ", " + size.delay().toMillis() + " ms more per round trip";
            List<Measure> measures = new ArrayList<>();
            measures.add(network.underSetRole(what, audit, ofTime(Limit.atLeast(20))));
            measures.add(network.loggedIn(what, audit, Limit.none()));
            measures.add(network.grantLoop(what, audit, ofTime(Limit.atLeast(50))));
            return measures;
        }
    }

    private List<Measure> oneModel() throws Exception {
        progress.accept("Auditing one model on a small database");
        SampleObjects few = new SampleObjects(SampleObjects.FEWEST);
        SampleDatabase small = SampleDatabase.create(server, few, few.tables());
        List<Model> one = new SampleModels(few).first(1);
        List<Duration> times =
                timing.medians(() -> small.audit(small.admin(), one), new PrepareAtOnce(small.admin(), one));
        try (WireProxy proxy = WireProxy.to(server)) {
            small.audit(small.adminThrough(proxy), one);
            return List.of(
                    Measure.roundTrips("1 model, " + few.tables() + " tables", proxy.roundTrips(), Limit.atMost(8)),
                    Measure.slower(
                            "1 model, " + few.tables() + " tables",
                            times.get(0),
                            "PREPARE",
                            times.get(1),
                            Limit.none()));
        }
    }

    private Measure manyTables() throws Exception {
        progress.accept("Creating " + size.manyTables() + " tables");
        SampleDatabase large = SampleDatabase.create(server, objects, size.manyTables());
        progress.accept("Comparing the two databases");
        List<Duration> times = timing.medians(
                () -> large.audit(large.admin(), models), () -> database.audit(database.admin(), models));
        return Measure.slower(
                title(size.manyTables()),
                times.get(0),
                size.tables() + " tables",
                times.get(1),
                ofTime(Limit.atMost(1.3)));
    }

    /** Where the time of one audit goes. */
    List<Phase> phases() throws IOException {
        progress.accept("Taking an audit apart");
        List<List<WireTurn>> audits = new ArrayList<>();
        for (int run = 0; run < size.runs(); run++) {
            try (WireProxy proxy = WireProxy.to(server)) {
                database.audit(database.adminThrough(proxy), models);
                audits.add(proxy.turns());
            }
        }
        return Phase.meansOf(audits);
    }

    private Limit ofTime(Limit limit) {
        return size.timed() ? limit : Limit.none();
    }

    private String title() {
        return title(size.tables());
    }

    private String title(int tables) {
        return size.models() + " models, " + tables + " tables";
    }

    @Override
    public void close() {
        server.close();
    }
}
