package dev.reverseetl.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import dev.reverseetl.testing.WireProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever fails at whatever step: what was not acknowledged comes again, and nothing is lost. */
@Tag("slow")
class CrashIT {
    private static final Model MODEL = Model.of("m", "SELECT id, name FROM app.users", "id");

    /** What the caller may be told, whatever was hit. */
    private static final Set<ErrorCode> TOLD =
            Set.of(ErrorCode.CONNECTION_FAILED, ErrorCode.OUTCOME_UNKNOWN, ErrorCode.RUN_SUPERSEDED);

    private final Random random = new Random(1);
    private final Destination destination = new Destination();

    @Test
    void survivesCutsBetweenStatements(@OnePostgres TestDatabase database) throws Exception {
        assertThat(inject(database, Fault.atStatement(WireProxy::cutBefore), true, 5))
                .isGreaterThan(8);
    }

    @Test
    void survivesCutsBetweenRows(@OnePostgres TestDatabase database) throws Exception {
        assertThat(inject(database, Fault.afterRows(), true, 9)).isGreaterThan(4);
    }

    @Tag("long")
    @EachPostgres
    void survivesKilledBackendsAndLostAnswersAtEachStatement(TestDatabase database) throws Exception {
        int faults = 0;
        for (boolean byPage : List.of(true, false)) {
            faults += inject(database, Fault.atStatement(WireProxy::killBackendBefore), byPage, 1);
            faults += inject(database, Fault.atStatement(WireProxy::loseAnswerTo), byPage, 1);
            faults += inject(database, Fault.atStatement(WireProxy::cutBefore), byPage, 1);
            faults += inject(database, Fault.afterRows(), byPage, 1);
        }
        assertThat(faults).isGreaterThan(200);
    }

    /** Does so at the first place of a sync, then at a later one, until one goes through without. */
    private int inject(TestDatabase database, Fault fault, boolean byPage, int distance) throws Exception {
        database.run(
                "DROP SCHEMA IF EXISTS app CASCADE", "DROP SCHEMA IF EXISTS " + TrackedDatabase.SCHEMA + " CASCADE");
        destination.rows().clear();
        TrackedDatabase tracked = prepare(database);
        if (!byPage) {
            database.run("ALTER TABLE app.users DROP CONSTRAINT users_pkey"); // so that changes are classified
        }
        for (int number = 1, faults = 0; ; number += distance, faults++) {
            change(database);
            boolean hit;
            try (WireProxy proxy = WireProxy.to(database.server())) {
                BooleanSupplier come = fault.at(proxy, number);
                DataSource dataSource = proxy.dataSource(tracked.role());
                ErrorCode told = sync(dataSource, byPage);
                hit = come.getAsBoolean();
                assertThat(told == null || TOLD.contains(told))
                        .as("at place %d: %s", number, told)
                        .isTrue();
            }
            // A host that died is not waited for, here
            database.run("UPDATE " + TrackedDatabase.SCHEMA + ".retl_models SET lease_until = NULL");
            assertThat(sync(
                            database.server()
                                    .dataSource(
                                            database.name(),
                                            tracked.role().role(),
                                            tracked.role().password()),
                            true))
                    .as("after place %d", number)
                    .isNull();
            assertSame(database, "after place " + number);
            assertThat(tracked.tables()).as("after place %d", number).noneMatch(name -> name.contains("pending"));
            if (!hit) {
                return faults;
            }
        }
    }

    @Test
    void survivesACrashOfTheServer() throws Exception {
        crashAt(2, 3, OwnServer::crash);
    }

    @Test
    void survivesAnImmediateStopOfTheServer() throws Exception {
        crashAt(4, 5, OwnServer::restartImmediately);
    }

    @Tag("long")
    @Test
    void survivesCrashesOfTheServerAtEachStep() throws Exception {
        crashAt(0, 6, OwnServer::crash);
        crashAt(0, 6, OwnServer::restartImmediately);
    }

    private interface Crash {
        void of(OwnServer server) throws Exception;
    }

    private void crashAt(int first, int end, Crash crash) throws Exception {
        destination.rows().clear();
        try (OwnServer server =
                PostgresServers.startOwn(PostgresServers.newest().major(), Map.of())) {
            TestDatabase database = server.createDatabase();
            TrackedDatabase tracked = prepare(database);
            database.admin().close(); // it would not survive
            for (int step = first; step < end; step++) {
                change(database);
                crashAt(step, server, tracked, crash);
                assertThat(sync(dataSource(server, tracked), true)).isNull();
                assertSame(database, "after a crash at step " + step);
            }
        }
    }

    /** The changes are not logged, and gone after a crash; that must never look as if there were none. */
    private void crashAt(int step, OwnServer server, TrackedDatabase tracked, Crash crash) throws Exception {
        try (ChangeSet changes = tracker(dataSource(server, tracked)).detect()) {
            if (step == 0) {
                crash.of(server);
            }
            int pages = 0;
            for (ChangePage page : changes.pages(3)) {
                page.changes().forEach(destination::accept);
                if (step == 1 || (step == 2 && pages == 1)) {
                    crash.of(server);
                }
                if (step != 3) {
                    page.acknowledge();
                }
                if (step == 4 && pages == 0) {
                    crash.of(server);
                }
                pages++;
            }
            if (step == 3) {
                crash.of(server);
            }
            changes.acknowledge();
            assertThat(step).as("nobody noticed the crash").isEqualTo(5);
        } catch (ReverseEtlException e) {
            assertThat(e.code()).isIn(TOLD);
        }
    }

    @Test
    void survivesKilledProcesses(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = prepare(database);
        for (int kill = 0; kill < 5; kill++) {
            change(database);
            try (TrackingJvm process = TrackingJvm.start(tracked)) {
                process.killAfter(kill * 3).forEach(destination::accept);
            }
            database.run("UPDATE " + TrackedDatabase.SCHEMA + ".retl_models SET lease_until = NULL");
            assertThat(sync(dataSource(database.server(), tracked), true)).isNull();
            assertSame(database, "after kill " + kill);
        }
    }

    private TrackedDatabase prepare(TestDatabase database) throws SQLException, IOException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.users (id bigint PRIMARY KEY, name text)",
                "INSERT INTO app.users SELECT g, 'user ' || g FROM generate_series(1, 30) AS g");
        // The first run of all would make more statements than the others
        assertThat(sync(dataSource(database.server(), tracked), true)).isNull();
        return tracked;
    }

    private static DataSource dataSource(PostgresServer server, TrackedDatabase tracked) {
        return server.dataSource(
                tracked.database().name(), tracked.role().role(), tracked.role().password());
    }

    private static ChangeTracker tracker(DataSource dataSource) {
        return ChangeTracker.builder()
                .connection(dataSource)
                .model(MODEL)
                .deleteGuard(DeleteGuard.none())
                .deadline(Duration.ofSeconds(60))
                .build();
    }

    /** Delivers all changes; returns why that failed, or null. */
    private @Nullable ErrorCode sync(DataSource dataSource, boolean byPage) {
        try (ChangeSet changes = tracker(dataSource).detect()) {
            if (byPage) {
                for (ChangePage page : changes.pages(4)) {
                    page.changes().forEach(destination::accept);
                    page.acknowledge();
                }
            } else {
                changes.forEach(destination::accept);
            }
            changes.acknowledge();
            return null;
        } catch (ReverseEtlException e) {
            return e.code();
        }
    }

    private void change(TestDatabase database) throws SQLException {
        try (TestSession session = new TestSession(database.dataSource().getConnection())) {
            for (int i = 0; i < 8; i++) {
                int id = 1 + random.nextInt(40);
                session.run("DELETE FROM app.users WHERE id = " + id);
                if (random.nextInt(3) > 0) {
                    session.run("INSERT INTO app.users VALUES (" + id + ", 'v" + random.nextInt(1_000) + "')");
                }
            }
        }
    }

    private void assertSame(TestDatabase database, String when) throws SQLException {
        TreeMap<Long, String> source = new TreeMap<>();
        try (TestSession session = new TestSession(database.dataSource().getConnection())) {
            for (String row : session.rows("SELECT id, name FROM app.users")) {
                List<String> parts = List.of(row.split("\\|", 2));
                source.put(Long.valueOf(parts.get(0)), parts.get(1));
            }
        }
        assertThat(destination.rows()).as(when).isEqualTo(source);
    }
}
