package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A verb ends by its deadline, whatever it waits for: nothing is changed then, and the connection is good for more. */
class DeadlineIT {
    private static final Duration DEADLINE = Duration.ofMillis(900);

    /** Far more than the end of a statement takes, far less than the waits that are cut short. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @ParameterizedTest
    @EnumSource
    void endsAWait(HeldLock.Where where, @OnePostgres TestDatabase database) throws SQLException {
        try (WaitingSetup waiting = WaitingSetup.in(database)) {
            SetupPlan plan = waiting.with(options -> options).plan();
            CatalogSnapshot before = CatalogSnapshot.of(database);
            List<String> session = ConnectionState.of(waiting.pool().connection());
            ReverseEtlSourceSetup setup =
                    waiting.with(options -> options.deadline(DEADLINE).lockTimeout(DEADLINE));
            try (HeldLock lock = HeldLock.at(where, database)) {
                long start = System.nanoTime();
                assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(() -> setup.apply(plan))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
                        .withMessageContaining("900 ms")
                        .withMessageContaining("rolled back");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, BOUND);
                lock.release();
            }
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
            assertThat(ConnectionState.of(waiting.pool().connection())).isEqualTo(session);
            assertThat(waiting.with(options -> options).apply(plan).steps()).hasSameSizeAs(plan.steps());
        }
    }

    @Test
    void endsAnUndoThatWaits(@OnePostgres TestDatabase database) throws SQLException {
        try (WaitingSetup waiting = WaitingSetup.in(database)) {
            ReverseEtlSourceSetup patient = waiting.with(options -> options);
            UndoRecord undoRecord = patient.apply(patient.plan()).undoRecord();
            CatalogSnapshot applied = CatalogSnapshot.of(database);
            ReverseEtlSourceSetup setup =
                    waiting.with(options -> options.deadline(DEADLINE).lockTimeout(DEADLINE));
            try (HeldLock lock = HeldLock.by("CREATE TABLE __segment_reverse_etl.records_1 (id int)", database)) {
                assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(() -> setup.undo(undoRecord))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
                lock.release();
            }
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(applied.lines());
            assertThat(patient.undo(undoRecord).findings()).isEmpty();
        }
    }
}
