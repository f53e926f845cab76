package dev.reverseetl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentLimitsTest {
    @Test
    void knowsTheDocumentedNumbers() {
        assertThat(SegmentLimits.documented())
                .hasToString("SegmentLimits{queryCharacters=65535, identifierColumnCharacters=191,"
                        + " timestampColumnCharacters=191, columns=512, columnNameCharacters=128, recordBytes=524288,"
                        + " valueBytes=131072, recordsPerSync=150000000, syncInterval=PT15M}");
        assertThat(SegmentLimits.documented()).isEqualTo(SegmentLimits.documented());
    }

    @Test
    void replacesEachLimitAlone() {
        SegmentLimits limits = SegmentLimits.documented()
                .withQueryCharacters(1)
                .withIdentifierColumnCharacters(2)
                .withTimestampColumnCharacters(3)
                .withColumns(4)
                .withColumnNameCharacters(5)
                .withRecordBytes(6)
                .withValueBytes(7)
                .withRecordsPerSync(8)
                .withSyncInterval(Duration.ofSeconds(9));
        assertThat(limits)
                .hasToString("SegmentLimits{queryCharacters=1, identifierColumnCharacters=2,"
                        + " timestampColumnCharacters=3, columns=4, columnNameCharacters=5, recordBytes=6,"
                        + " valueBytes=7, recordsPerSync=8, syncInterval=PT9S}");
        assertThat(limits.withColumns(10).columns()).isEqualTo(10);
        assertThat(limits.columns()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        SegmentLimits limits = SegmentLimits.documented();
        assertRefused(limits::withQueryCharacters, limit, "queryCharacters");
        assertRefused(limits::withIdentifierColumnCharacters, limit, "identifierColumnCharacters");
        assertRefused(limits::withTimestampColumnCharacters, limit, "timestampColumnCharacters");
        assertRefused(limits::withColumns, limit, "columns");
        assertRefused(limits::withColumnNameCharacters, limit, "columnNameCharacters");
        assertRefused(limits::withRecordBytes, limit, "recordBytes");
        assertRefused(limits::withValueBytes, limit, "valueBytes");
        assertRefused(limits::withRecordsPerSync, limit, "recordsPerSync");
    }

    @Test
    void refusesANegativeInterval() {
        SegmentLimits limits = SegmentLimits.documented();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withSyncInterval(Duration.ofSeconds(-1)))
                .withMessageContaining("syncInterval PT-1S");
        assertThat(limits.withSyncInterval(Duration.ZERO).syncInterval()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without nullness checks can do
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> SegmentLimits.documented().withSyncInterval(null))
                .withMessage("syncInterval");
    }

    private static void assertRefused(IntFunction<SegmentLimits> replacement, int limit, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replacement.apply(limit))
                .withMessageContaining(name + " " + limit);
    }
}
