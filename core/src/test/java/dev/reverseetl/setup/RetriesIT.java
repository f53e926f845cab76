package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others are in the way of is begun again, whole, and the listener hears of it; but not for ever. */
class RetriesIT {
    @ParameterizedTest
    @EnumSource
    void succeedOnceALockIsReleased(HeldLock.Where where, @OnePostgres TestDatabase database) throws SQLException {
        try (WaitingSetup waiting = WaitingSetup.in(database);
                HeldLock lock = HeldLock.at(where, database)) {
            Retries retries = new Retries(lock, 2);
            ReverseEtlSourceSetup setup = waiting.with(
                    options -> options.lockTimeout(Duration.ofMillis(50)).listener(retries));
            SetupPlan plan = setup.plan();
            SetupResult result = setup.apply(plan);
            assertThat(retries.events).containsExactly("1: 55P03", "2: 55P03");
            assertThat(result.steps()).isEqualTo(plan.steps());
            assertThat(setup.plan().isEmpty()).isTrue();
        }
    }

    @EachPostgres
    void succeedAfterSomebodyChangedTheSameObject(TestDatabase database) throws Exception {
        try (WaitingSetup waiting = WaitingSetup.in(database);
                HeldLock lock = HeldLock.at(HeldLock.Where.AT_A_STEP, database)) {
            Retries retries = new Retries(lock, Integer.MAX_VALUE);
            ReverseEtlSourceSetup setup = waiting.with(options -> options.listener(retries));
            SetupPlan plan = setup.plan();
            assertThat(applyWhileWaitingFor(lock, setup, plan).steps()).isEqualTo(plan.steps());
            assertThat(retries.events).containsExactly("1: XX000"); // tuple concurrently updated
            assertThat(database.rows(
                            "SELECT grantee FROM information_schema.table_privileges WHERE grantee = 'pg_monitor'"))
                    .hasSize(1);
        }
    }

    @EachPostgres
    void adoptARoleThatSomebodyMadeAtTheSameMoment(TestDatabase database) throws Exception {
        try (WaitingSetup waiting = WaitingSetup.in(database);
                HeldLock lock = HeldLock.by(
                        "CREATE ROLE " + Identifier.of(waiting.role()).quoted() + " LOGIN", database)) {
            Retries retries = new Retries(lock, Integer.MAX_VALUE);
            ReverseEtlSourceSetup setup = waiting.with(options -> options.listener(retries));
            SetupPlan plan = setup.plan();
            SetupResult result = applyWhileWaitingFor(lock, setup, plan);
            assertThat(retries.events).containsExactly("1: 23505");
            assertThat(result.steps())
                    .isEqualTo(plan.steps().subList(1, plan.steps().size()));
            assertThat(plan.steps().get(0).code()).isEqualTo("CREATE_ROLE");
            assertThat(setup.undo(result.undoRecord()).statements()).noneMatch(sql -> sql.startsWith("DROP ROLE"));
        }
    }

    @Test
    void endInTheEnd(@OnePostgres TestDatabase database) throws SQLException {
        try (WaitingSetup waiting = WaitingSetup.in(database);
                HeldLock lock = HeldLock.at(HeldLock.Where.AT_A_STEP, database)) {
            Retries retries = new Retries(lock, Integer.MAX_VALUE);
            ReverseEtlSourceSetup setup = waiting.with(
                    options -> options.lockTimeout(Duration.ofMillis(1)).listener(retries));
            SetupPlan plan = setup.plan();
            CatalogSnapshot before = CatalogSnapshot.of(database);
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONCURRENT_CHANGES))
                    .withMessageContaining("55P03");
            assertThat(retries.events)
                    .isEqualTo(IntStream.rangeClosed(1, 11)
                            .mapToObj(attempt -> attempt + ": 55P03")
                            .toList());
            assertThat(retries.pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
            lock.release();
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        }
    }

    /** Commits the other transaction once the set-up waits for it. */
    private static SetupResult applyWhileWaitingFor(HeldLock lock, ReverseEtlSourceSetup setup, SetupPlan plan)
            throws InterruptedException {
        Thread committer = new Thread(() -> {
            lock.awaitWaiter();
            try {
                lock.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        committer.start();
        SetupResult result = setup.apply(plan);
        committer.join();
        return result;
    }

    private static final class Retries implements SetupListener {
        final List<String> events = new ArrayList<>();
        final List<Duration> pauses = new ArrayList<>();
        private final HeldLock lock;
        private final int patience;

        /** Releases the lock after as many attempts. */
        Retries(HeldLock lock, int patience) {
            this.lock = lock;
            this.patience = patience;
        }

        @Override
        public void retrying(int attempt, String sqlState, Duration pause) {
            events.add(attempt + ": " + sqlState);
            pauses.add(pause);
            try {
                if (attempt == patience) {
                    lock.release();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
