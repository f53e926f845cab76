package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only what the caller has had is acknowledged, whatever happens between finding changes and acknowledging them. */
class HandingOverIT {
    private static final Model MODEL = Model.of("m", "SELECT id, n FROM app.t", "id");
    private static final String MODELS = TrackedDatabase.SCHEMA + ".retl_models";

    private static TrackedDatabase table(TestDatabase database, int rows) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.t (id bigint PRIMARY KEY, n int)",
                "INSERT INTO app.t SELECT g, 0 FROM generate_series(1, " + rows + ") AS g");
        return tracked;
    }

    @OutermostPostgres
    void goesOnWithAPageWhoseReadingFailed(TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database, 20_000);
        Set<Object> had = new HashSet<>();
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ChangeTracker tracker = ChangeTracker.builder()
                    .connection(proxy.dataSource(tracked.role()))
                    .model(MODEL)
                    .build();
            try (ChangeSet changes = tracker.detect()) {
                Iterator<ChangePage> pages = changes.pages(9_000).iterator();
                BooleanSupplier cut = proxy.cutBeforeRow(7_000);
                refuses(ErrorCode.CONNECTION_FAILED, pages::next);
                assertThat(cut.getAsBoolean()).isTrue();
                while (pages.hasNext()) {
                    pages.next()
                            .changes()
                            .forEach(change ->
                                    assertThat(had.add(change.value("id"))).isTrue());
                }
                assertThat(had).hasSize(20_000);
                assertThat(changes.acknowledge().acknowledged()).isEqualTo(20_000);
            }
            assertThat(sync(tracker)).isEmpty();
        }
    }

    @OutermostPostgres
    void doesNotAcknowledgeWhatWasOnlyFetched(TestDatabase database) throws SQLException {
        ChangeTracker tracker = table(database, 15).builder(MODEL).build();
        try (ChangeSet changes = tracker.detect()) {
            Iterator<ChangePage> pages = changes.pages(10).iterator();
            pages.next();
            assertThat(pages.hasNext()).isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(changes::acknowledge)
                    .withMessageStartingWith("5 of 15 changes have not been read");
        }
        try (ChangeSet changes = tracker.detect()) {
            List<Change> taken = new ArrayList<>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> changes.forEach(change -> {
                        taken.add(change);
                        if (taken.size() == 15) {
                            throw new IllegalStateException("refused");
                        }
                    }));
            assertThatIllegalStateException()
                    .isThrownBy(changes::acknowledge)
                    .withMessageStartingWith("1 of 15 changes have not been read");
        }
        assertThat(sync(tracker)).hasSize(15);
    }

    /** It moves rows: where one stood that was handed over, another stands that was not. */
    @OutermostPostgres
    void noticesThatTheChangesWereRewritten(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database, 3_000);
        ChangeTracker tracker = tracked.builder(MODEL).build();
        try (ChangeSet changes = tracker.detect()) {
            Iterator<ChangePage> pages = changes.pages(500).iterator();
            pages.next().acknowledge();
            ChangePage second = pages.next();
            changes.reject(second.changes().get(0));
            database.run("VACUUM FULL " + tracked.pending());
            refuses(ErrorCode.RUN_SUPERSEDED, second::acknowledge);
            refuses(ErrorCode.RUN_SUPERSEDED, () -> pages.forEachRemaining(ChangePage::changes));
        }
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().added()).isEqualTo(2_500);
            changes.forEach(change -> {
                if (Long.valueOf(2_999).equals(change.value("id"))) {
                    changes.reject(change);
                }
            });
            database.run("VACUUM FULL " + tracked.pending());
            refuses(ErrorCode.RUN_SUPERSEDED, changes::acknowledge);
        }
        assertThat(sync(tracker)).hasSize(2_500);
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void goesNoFurtherWhenAnAcknowledgementMayHaveFailed(TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database, 12_000);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ChangeTracker tracker = ChangeTracker.builder()
                    .connection(proxy.dataSource(tracked.role()))
                    .model(MODEL)
                    .build();
            sync(tracker);
            database.run("UPDATE app.t SET n = 1");
            List<Object> first = new ArrayList<>();
            try (ChangeSet changes = tracker.detect()) {
                List<ChangePage> pages = new ArrayList<>();
                changes.pages(1_000).forEach(pages::add);
                pages.get(0).changes().forEach(change -> first.add(change.value("id")));
                proxy.loseAnswerTo(WireProxy.COMMIT);
                refuses(ErrorCode.OUTCOME_UNKNOWN, pages.get(0)::acknowledge);
                refuses(ErrorCode.OUTCOME_UNKNOWN, changes::acknowledge);
            }
            database.run("DELETE FROM app.t WHERE id = " + first.get(0));
            try (ChangeSet changes = tracker.detect()) {
                assertThat(changes.summary().added()).isZero();
                assertThat(changes.summary().updated()).isEqualTo(11_000);
                assertThat(changes.summary().deleted()).isEqualTo(1);
            }
            for (Runnable verb : List.<Runnable>of(tracker::reset, () -> tracker.drop("m"))) {
                proxy.loseAnswerTo(WireProxy.COMMIT);
                refuses(ErrorCode.OUTCOME_UNKNOWN, verb);
                verb.run();
            }
        }
    }

    @OutermostPostgres
    void keepsTheLeaseWhileItHandsOver(TestDatabase database) throws SQLException {
        ChangeTracker tracker =
                table(database, 2).builder(MODEL).lease(Duration.ofSeconds(1)).build();
        List<Boolean> leased = new ArrayList<>();
        try (ChangeSet changes = tracker.detect()) {
            for (ChangePage page : changes.pages(1)) {
                leased.add(database.queryOne(Boolean.class, "SELECT lease_until > clock_timestamp() FROM " + MODELS));
                database.run("UPDATE " + MODELS + " SET lease_until = now()", "SELECT pg_sleep(0.4)");
                page.changes().forEach(changes::reject);
            }
        }
        assertThat(leased).containsExactly(true, true);
    }

    @OutermostPostgres
    void givesUpTheRunWhenTheListenerFails(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database, 2);
        ChangeTracker failing = tracked.builder(MODEL)
                .listener(new TrackingListener() {
                    @Override
                    public void detected(RunSummary summary) {
                        throw new IllegalStateException("no room");
                    }
                })
                .build();
        assertThatIllegalStateException().isThrownBy(failing::detect).withMessage("no room");
        assertThat(sync(tracked.builder(MODEL).build())).hasSize(2);
    }

    @OutermostPostgres
    void closingAnOldRunLeavesThatOfANewModelAlone(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database, 3);
        ChangeTracker tracker = tracked.builder(MODEL).build();
        ChangeSet old = tracker.detect();
        database.run("UPDATE " + MODELS + " SET lease_until = now()");
        assertThat(tracker.drop("m")).isTrue();
        try (ChangeSet changes = tracker.detect()) {
            assertThat(tracked.pending()).endsWith(".retl_pending_1_1"); // the old one's name
            old.close();
            changes.forEach(change -> {});
            assertThat(changes.acknowledge().acknowledged()).isEqualTo(3);
        }
        assertThat(sync(tracker)).isEmpty();
    }

    /** Compressed they are small enough to stand in the table itself, many in a block. */
    @Tag("slow")
    @Test
    void keepsFewLargeRowsInMemory(@OnePostgres TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run("CREATE TABLE app.t AS SELECT g AS id, repeat('x', CASE WHEN g > 150000 THEN 100000 END) AS text"
                + " FROM generate_series(1, 154000) AS g");
        ChangeTracker tracker = tracked.tracker("SELECT * FROM app.t", "id");
        Set<Object> had = new HashSet<>();
        long[] most = {0};
        long before = heap();
        try (ChangeSet changes = tracker.detect()) {
            changes.forEach(change -> {
                if (change.text("text") != null && had.size() % 200 == 0) {
                    most[0] = Math.max(most[0], heap());
                }
                had.add(change.value("id"));
            });
            assertThat(changes.acknowledge().acknowledged()).isEqualTo(154_000);
        }
        assertThat(had).hasSize(154_000);
        assertThat(most[0] - before).isBetween(1L, 150_000_000L);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void refuses(ErrorCode code, Runnable work) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(work::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
