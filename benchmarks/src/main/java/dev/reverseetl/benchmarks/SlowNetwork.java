package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.WireProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A network that adds something to each round trip, and what people do on it by hand. That is done once: what takes so
 * many round trips varies little.
 */
final class SlowNetwork implements AutoCloseable {
    private final SampleDatabase database;
    private final List<Model> models;
    private final Consumer<String> progress;
    private final WireProxy proxy;

    SlowNetwork(SampleDatabase database, List<Model> models, Duration delay, Consumer<String> progress)
            throws IOException {
        this.database = database;
        this.models = models;
        this.progress = progress;
        proxy = WireProxy.to(database.database().server());
        proxy.delayTurns(delay);
    }

    DataSource admin() {
        return database.adminThrough(proxy);
    }

    Measure underSetRole(String what, Duration audit, Limit limit) throws Exception {
        return peer(
                what,
                audit,
                "EXPLAIN one by one under SET ROLE",
                new ExplainWithSavepoints(admin(), role(), models),
                limit);
    }

    Measure loggedIn(String what, Duration audit, Limit limit) throws Exception {
        return peer(
                what,
                audit,
                "EXPLAIN one by one, logged in as the role",
                new ExplainOneByOne(proxy.dataSource(database.role()), models),
                limit);
    }

    Measure grantLoop(String what, Duration audit, Limit limit) throws Exception {
        return peer(what, audit, "EXPLAIN, GRANT, again", new GrantLoop(admin(), role(), models), limit);
    }

    private String role() {
        return database.role().quotedRole();
    }

    private Measure peer(String what, Duration audit, String name, Way way, Limit limit) throws Exception {
        progress.accept("Comparing with: " + name);
        proxy.reset();
        Duration time = Timing.once(way);
        return Measure.faster(what, audit, name + ", " + proxy.roundTrips() + " round trips", time, limit);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
