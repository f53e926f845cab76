package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.HostDataSource;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupting the calling thread ends a verb at once: nothing is changed, and the thread stays interrupted. */
class InterruptionIT {
    private static final Duration BOUND = Duration.ofSeconds(15);

    @AfterEach
    void clearTheInterruption() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @EnumSource
    void endsAWait(HeldLock.Where where, @OnePostgres TestDatabase database) throws SQLException, InterruptedException {
        try (WaitingSetup waiting = WaitingSetup.in(database)) {
            ReverseEtlSourceSetup setup = waiting.with(
                    options -> options.deadline(Duration.ofMinutes(2)).lockTimeout(Duration.ofMinutes(2)));
            SetupPlan plan = setup.plan();
            CatalogSnapshot before = CatalogSnapshot.of(database);
            try (HeldLock lock = HeldLock.at(where, database)) {
                AtomicLong interrupted = new AtomicLong();
                Thread caller = Thread.currentThread();
                Thread interrupter = new Thread(() -> {
                    lock.awaitWaiter();
                    interrupted.set(System.nanoTime());
                    caller.interrupt();
                });
                interrupter.start();
                assertThatItIsInterrupted(() -> setup.apply(plan));
                assertThat(Duration.ofNanos(System.nanoTime() - interrupted.get()))
                        .isLessThan(BOUND);
                assertThat(Thread.interrupted()).isTrue();
                interrupter.join();
                lock.release();
            }
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
            assertThat(setup.apply(plan).steps()).hasSameSizeAs(plan.steps());
        }
    }

    @Test
    void keepsAVerbFromBeginning(@OnePostgres TestDatabase database) throws SQLException {
        try (WaitingSetup waiting = WaitingSetup.in(database)) {
            ReverseEtlSourceSetup setup = waiting.with(options -> options);
            SetupPlan plan = setup.plan();
            Thread.currentThread().interrupt();
            assertThatItIsInterrupted(setup::plan);
            assertThatItIsInterrupted(() -> setup.apply(plan));
            assertThatItIsInterrupted(setup::verify);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(setup.plan().steps()).isEqualTo(plan.steps());
        }
    }

    @Test
    void endsThePauseBetweenTwoAttempts(@OnePostgres TestDatabase database) throws SQLException {
        try (WaitingSetup waiting = WaitingSetup.in(database);
                HeldLock lock = HeldLock.at(HeldLock.Where.BEFORE_THE_FACTS, database)) {
            ReverseEtlSourceSetup setup = waiting.with(options -> options.lockTimeout(Duration.ofMillis(1))
                    .listener(new SetupListener() {
                        @Override
                        public void retrying(int attempt, String sqlState, Duration pause) {
                            Thread.currentThread().interrupt();
                        }
                    }));
            SetupPlan plan = setup.plan();
            assertThatItIsInterrupted(() -> setup.apply(plan));
            assertThat(Thread.interrupted()).isTrue();
            lock.release();
        }
    }

    /** What became of the commit is worth a moment: the interruption is kept, but doesn't hide it. */
    @Test
    void doesNotHideHowACommitEnded(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.SUPERUSER.create(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            AtomicBoolean lost = new AtomicBoolean();
            DataSource interrupting = (HostDataSource) () -> {
                if (lost.getAndSet(false)) {
                    Thread.currentThread().interrupt();
                    throw new SQLException("interrupted while waiting for a connection", "08001");
                }
                return proxy.dataSource(admin).getConnection();
            };
            ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                    .admin(interrupting)
                    .role(database.uniqueRole("segment"))
                    .segmentEndpoint("db.example.com", 5432)
                    .build();
            SetupPlan plan = setup.plan();
            proxy.loseAnswerTo(sql -> {
                lost.set(WireProxy.COMMIT.test(sql));
                return lost.get();
            });
            long start = System.nanoTime();
            assertThat(setup.apply(plan).steps()).hasSameSizeAs(plan.steps());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(setup.plan().steps()).isEmpty();
        }
    }

    private static void assertThatItIsInterrupted(ThrowingCallable verb) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(verb)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
    }
}
