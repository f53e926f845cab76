package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of one model one run goes on at a time, wherever the others are. */
class LeaseIT {
    private static final Model MODEL = Model.of("m", "SELECT id, n FROM app.t", "id");

    private static TrackedDatabase table(TestDatabase database, int rows) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.t (id bigint PRIMARY KEY, n int)",
                "INSERT INTO app.t SELECT g, 0 FROM generate_series(1, " + rows + ") AS g");
        return tracked;
    }

    @OutermostPostgres
    void tellsWhoRunsTheModel(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database, 3);
        ChangeTracker one = tracked.builder(MODEL).holder("worker one").build();
        ChangeTracker two = tracked.builder(MODEL).holder("worker two").build();
        try (ChangeSet changes = one.detect()) {
            for (Runnable verb :
                    List.<Runnable>of(two::detect, two::rebaseline, two::reset, () -> two.drop("m"), one::detect)) {
                assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(verb::run)
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_IN_PROGRESS))
                        .withMessageContaining("\"worker one at ");
            }
            assertThat(two.states())
                    .singleElement()
                    .satisfies(state -> assertThat(state.holder())
                            .hasValueSatisfying(holder -> assertThat(holder).startsWith("worker one")));
            changes.forEach(change -> {});
            changes.acknowledge();
            assertThat(sync(two)).isEmpty(); // not only after closing
        }
    }

    @OutermostPostgres
    void aRunThatWasTakenOverMovesNothing(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database, 3);
        ChangeTracker silent =
                tracked.builder(MODEL).lease(Duration.ofSeconds(1)).build();
        try (ChangeSet old = silent.detect()) {
            old.forEach(change -> {});
            database.run("UPDATE " + TrackedDatabase.SCHEMA + ".retl_models SET lease_until = now()");
            try (ChangeSet next = tracked.builder(MODEL).build().detect()) {
                assertThat(next.summary().origin()).isEqualTo(RunOrigin.RECOMPUTED);
                refusesSuperseded(old::acknowledge);
                next.forEach(change -> {});
                assertThat(next.acknowledge().acknowledged()).isEqualTo(3);
            }
            refusesSuperseded(old::acknowledge);
        }
        assertThat(sync(tracked.builder(MODEL).build())).isEmpty();
    }

    @OutermostPostgres
    void anAcknowledgedPageKeepsTheLease(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database, 4);
        ChangeTracker tracker =
                tracked.builder(MODEL).lease(Duration.ofHours(1)).build();
        try (ChangeSet changes = tracker.detect()) {
            for (ChangePage page : changes.pages(2)) {
                database.run(
                        "UPDATE " + TrackedDatabase.SCHEMA + ".retl_models SET lease_until = now() - interval '1 min'");
                page.acknowledge();
                assertThat(database.queryOne(
                                Integer.class,
                                "SELECT count(*)::int FROM " + TrackedDatabase.SCHEMA
                                        + ".retl_models WHERE run_id IS NULL OR lease_until > now()"))
                        .isEqualTo(1);
            }
        }
    }

    /** Several hosts at once, from the very first run on: every change of a row is reported exactly once in the end. */
    @Test
    void hostsTakeTurns(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database, 50);
        ConcurrentHashMap<Object, AtomicInteger> reported = new ConcurrentHashMap<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger acknowledged = new AtomicInteger();
        Callable<Void> host = () -> {
            for (int i = 0; i < 8; i++) {
                try (ChangeSet changes = tracked.builder(MODEL).build().detect()) {
                    changes.forEach(change -> reported.computeIfAbsent(change.identifier(), any -> new AtomicInteger())
                            .incrementAndGet());
                    changes.acknowledge();
                    acknowledged.incrementAndGet();
                } catch (ReverseEtlException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.RUN_IN_PROGRESS);
                    refused.incrementAndGet();
                }
            }
            return null;
        };
        ExecutorService hosts = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> each :
                    hosts.invokeAll(IntStream.range(0, 4).mapToObj(i -> host).toList())) {
                each.get();
            }
        } finally {
            hosts.shutdownNow();
        }
        assertThat(acknowledged.get() + refused.get()).isEqualTo(32);
        assertThat(reported)
                .hasSize(50)
                .allSatisfy((id, times) -> assertThat(times).hasValue(1));
    }

    private static void refusesSuperseded(Runnable work) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(work::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_SUPERSEDED));
    }
}
