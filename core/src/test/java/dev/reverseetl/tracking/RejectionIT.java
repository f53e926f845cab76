package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes that are left to the next run, one by one. */
class RejectionIT {
    private static final String QUERY = "SELECT * FROM app.users";

    private static TrackedDatabase users(TestDatabase database, int count) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.users (id bigint PRIMARY KEY, name text)",
                "INSERT INTO app.users SELECT g, 'user ' || g FROM generate_series(1, " + count + ") AS g");
        return tracked;
    }

    @OutermostPostgres
    void ofPagesThatAreAcknowledgedInAnotherOrder(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database, 100).tracker(QUERY, "id");
        List<String> rejected = new ArrayList<>();
        try (ChangeSet changes = tracker.detect()) {
            List<ChangePage> pages = new ArrayList<>();
            changes.pages(30).forEach(pages::add);
            for (int page : List.of(0, 3)) {
                Change change = pages.get(page).changes().get(7);
                changes.reject(change);
                changes.reject(change);
                rejected.add(change.toJson());
            }
            for (int page : List.of(2, 0, 1, 3)) {
                pages.get(page).acknowledge();
            }
            assertThat(changes.summary().rejected()).isEqualTo(2);
            assertThat(changes.summary().acknowledged()).isEqualTo(98);
        }
        assertThat(sync(tracker)).containsExactlyInAnyOrderElementsOf(rejected);
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void allOfAPageThatIsNeverAcknowledged(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database, 20).tracker(QUERY, "id");
        try (ChangeSet changes = tracker.detect()) {
            List<ChangePage> pages = new ArrayList<>();
            changes.pages(10).forEach(pages::add);
            pages.get(0).changes().forEach(changes::reject);
            pages.get(1).acknowledge();
            pages.get(0).acknowledge(); // nothing is left of it: the run has ended
            assertThat(changes.acknowledge().rejected()).isEqualTo(10);
        }
        assertThat(sync(tracker)).hasSize(10);
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void moreThanALotOfThemOfAPageOrOfAll(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database, 25_000).tracker(QUERY, "id");
        try (ChangeSet changes = tracker.detect()) {
            for (ChangePage page : changes.pages(25_000)) {
                page.changes().stream()
                        .filter(change -> !Long.valueOf(7).equals(change.value("id")))
                        .forEach(changes::reject);
                page.acknowledge();
            }
            assertThat(changes.summary().acknowledged()).isEqualTo(1);
        }
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().added()).isEqualTo(24_999);
            changes.forEach(change -> {
                if (!Long.valueOf(8).equals(change.value("id"))) {
                    changes.reject(change);
                }
            });
            assertThat(changes.acknowledge().rejected()).isEqualTo(24_998);
        }
        assertThat(sync(tracker)).hasSize(24_998).noneMatch(line -> line.contains("\"id\":7,"));
        assertThat(sync(tracker)).isEmpty();
    }

    /** The table is empty then, and nothing is amiss. */
    @OutermostPostgres
    void allOfThemJustAtTheEndOfALot(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database, 10_000);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");
        try (ChangeSet changes = tracker.detect()) {
            List<Change> first = new ArrayList<>();
            changes.forEach(change -> {
                changes.reject(change);
                first.add(change);
            });
            changes.reject(first.get(0)); // is out of the table by now
            database.run("VACUUM " + tracked.pending());
            RunSummary summary = changes.acknowledge();
            assertThat(summary.rejected()).isEqualTo(10_000);
            assertThat(summary.acknowledged()).isZero();
        }
        assertThat(sync(tracker)).hasSize(10_000);
    }

    @OutermostPostgres
    void moreThanALotOfPagesThatAreNotAcknowledged(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database, 25_000);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");
        try (ChangeSet changes = tracker.detect()) {
            List<ChangePage> pages = new ArrayList<>();
            for (ChangePage page : changes.pages(1_000)) {
                pages.add(page);
                page.changes().stream().skip(1).forEach(changes::reject);
            }
            assertThat(database.queryOne(Long.class, "SELECT count(*) FROM " + tracked.pending()))
                    .isEqualTo(5_000);
            pages.get(24).acknowledge();
            pages.get(0).acknowledge();
            assertThat(changes.acknowledge().acknowledged()).isEqualTo(25);
            assertThat(changes.summary().rejected()).isEqualTo(24_975);
        }
        assertThat(sync(tracker)).hasSize(24_975);
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void isRefusedWhereItIsTooLateOrAnothers(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database, 4).tracker(QUERY, "id");
        Change other;
        try (ChangeSet changes = tracker.detect()) {
            other = changes.pages(1).iterator().next().changes().get(0);
        }
        try (ChangeSet changes = tracker.detect()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> changes.reject(other))
                    .withMessageContaining("another set");
            List<ChangePage> pages = new ArrayList<>();
            changes.pages(2).forEach(pages::add);
            assertThatIllegalArgumentException().isThrownBy(() -> changes.reject(other));
            Change accepted = pages.get(0).changes().get(0);
            Change rejected = pages.get(0).changes().get(1);
            changes.reject(rejected);
            pages.get(0).acknowledge();
            assertThatIllegalStateException()
                    .isThrownBy(() -> changes.reject(accepted))
                    .withMessageContaining("acknowledged already");
            changes.reject(rejected);
            pages.get(1).acknowledge();
            assertThat(changes.acknowledge().acknowledged()).isEqualTo(3); // has ended
            assertThatIllegalStateException()
                    .isThrownBy(() -> changes.reject(pages.get(1).changes().get(0)));
            assertThat(changes.summary().rejected()).isEqualTo(1);
        }
        assertThat(sync(tracker)).hasSize(1);
    }

    @OutermostPostgres
    void whateverTheirIdentifiersAre(TestDatabase database) throws Exception {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TYPE app.mood AS ENUM ('so so', 'it''s', 'a?b', '%s $1')",
                "CREATE TABLE app.odd AS SELECT mood, real, at, price, bytes FROM unnest(enum_range(NULL::app.mood)) AS mood,"
                        + " unnest('{-0,NaN,0.1,1e-45}'::real[]) AS real,"
                        + " unnest('{infinity,2024-03-31 02:30:00.000001+02}'::timestamptz[]) AS at,"
                        + " unnest('{1.50,$2.00}'::money[]) AS price, unnest(ARRAY[''::bytea, '\\x00ff']) AS bytes",
                "ALTER ROLE " + tracked.role().quotedRole() + " SET TimeZone = 'Asia/Kathmandu'",
                "ALTER ROLE " + tracked.role().quotedRole() + " SET bytea_output = 'escape'",
                "ALTER ROLE " + tracked.role().quotedRole() + " SET extra_float_digits = -5");
        List<String> rejected = new ArrayList<>();
        Model model = Model.of("m", "SELECT * FROM app.odd", "mood", "real", "at", "price", "bytes");
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ChangeTracker tracker = ChangeTracker.builder()
                    .connection(proxy.dataSource(tracked.role()))
                    .model(model)
                    .build();
            try (ChangeSet changes = tracker.detect()) {
                changes.forEach(change -> {
                    if (!(change.text("real") + change.text("price")).contains("1")) {
                        changes.reject(change);
                        rejected.add(change.toJson());
                    }
                });
                assertThat(changes.acknowledge().rejected()).isEqualTo(rejected.size());
            }
            assertThat(proxy.statements()).noneMatch(sql -> sql.contains("it's") || sql.contains("it''s"));
            assertThat(sync(tracker)).containsExactlyInAnyOrderElementsOf(rejected);
            assertThat(sync(tracker)).isEmpty();
        }
    }

    /** Two functions of one name are two identifiers, and one text. */
    @OutermostPostgres
    void togetherWithThoseThatAreWrittenAlike(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE FUNCTION app.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION app.f(text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION app.g() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TABLE app.calls AS SELECT oid::regproc AS f FROM pg_proc WHERE pronamespace = 'app'::regnamespace");
        ChangeTracker tracker = tracked.tracker("SELECT * FROM app.calls", "f");
        try (ChangeSet changes = tracker.detect()) {
            boolean[] done = {false};
            changes.forEach(change -> {
                if ("app.f".equals(change.text("f")) && !done[0]) {
                    changes.reject(change);
                    done[0] = true;
                }
            });
            RunSummary summary = changes.acknowledge();
            assertThat(summary.rejected()).isEqualTo(2);
            assertThat(summary.acknowledged()).isEqualTo(1);
        }
        try (ChangeSet changes = tracker.detect()) {
            List<Map<String, Object>> left = new ArrayList<>();
            changes.forEach(change -> left.add(change.identifier()));
            assertThat(left).hasSize(2).allMatch(identifier -> "app.f".equals(identifier.get("f")));
            changes.acknowledge();
        }
        assertThat(sync(tracker)).isEmpty();
    }
}
