package dev.reverseetl.segment;

import dev.reverseetl.internal.ValueStyle;
import java.time.Duration;
import org.immutables.value.Value;

/**
 * The limits within which Segment's Reverse ETL works. They age: start from {@link #documented()} and replace what has
 * changed. Immutable and thread-safe.
 *
 * <p>Segment documents the length of a query in characters, but says elsewhere that it is kept in a MySQL {@code TEXT}
 * column, which counts bytes of UTF-8.
 *
 * @see <a href="https://www.twilio.com/docs/segment/connections/reverse-etl/system">Segment: Reverse ETL System</a>
 * @see <a href="https://github.com/segmentio/segment-docs/pull/7077">segment-docs 7077: where the length of a query
 *     comes from</a>
 */
@ValueStyle
@Value.Immutable(copy = true)
public abstract class SegmentLimits {
    SegmentLimits() {}

    /** {@return the limits that Segment documented in November 2026} */
    public static SegmentLimits documented() {
        return ImmutableSegmentLimits.builder().build();
    }

    /** {@return the longest query of a model, in characters; documented: 65,535} */
    @Value.Default
    public int queryCharacters() {
        return 65_535;
    }

    /** {@return the longest name of an identifier column, in characters; documented: 191} */
    @Value.Default
    public int identifierColumnCharacters() {
        return 191;
    }

    /** {@return the longest name of a timestamp column, in characters; documented: 191} */
    @Value.Default
    public int timestampColumnCharacters() {
        return 191;
    }

    /** {@return the most columns of a result; documented: 512} */
    @Value.Default
    public int columns() {
        return 512;
    }

    /** {@return the longest name of any column, in characters; documented: 128} */
    @Value.Default
    public int columnNameCharacters() {
        return 128;
    }

    /** {@return the largest row, in bytes of JSON; documented: 512 KiB} */
    @Value.Default
    public int recordBytes() {
        return 512 * 1024;
    }

    /** {@return the largest value, in bytes of JSON; documented: 128 KiB} */
    @Value.Default
    public int valueBytes() {
        return 128 * 1024;
    }

    /** {@return the most rows that one sync carries, the others follow in later ones; documented: 150 million} */
    @Value.Default
    public long recordsPerSync() {
        return 150_000_000;
    }

    /** {@return the shortest time between two syncs; documented: 15 minutes} */
    @Value.Default
    public Duration syncInterval() {
        return Duration.ofMinutes(15);
    }

    /**
     * Replaces {@link #queryCharacters()}.
     *
     * @param queryCharacters the longest query of a model, in characters; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withQueryCharacters(int queryCharacters);

    /**
     * Replaces {@link #identifierColumnCharacters()}.
     *
     * @param identifierColumnCharacters the longest name of an identifier column, in characters; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withIdentifierColumnCharacters(int identifierColumnCharacters);

    /**
     * Replaces {@link #timestampColumnCharacters()}.
     *
     * @param timestampColumnCharacters the longest name of a timestamp column, in characters; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withTimestampColumnCharacters(int timestampColumnCharacters);

    /**
     * Replaces {@link #columns()}.
     *
     * @param columns the most columns of a result; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withColumns(int columns);

    /**
     * Replaces {@link #columnNameCharacters()}.
     *
     * @param columnNameCharacters the longest name of any column, in characters; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withColumnNameCharacters(int columnNameCharacters);

    /**
     * Replaces {@link #recordBytes()}.
     *
     * @param recordBytes the largest row, in bytes of JSON; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withRecordBytes(int recordBytes);

    /**
     * Replaces {@link #valueBytes()}.
     *
     * @param valueBytes the largest value, in bytes of JSON; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withValueBytes(int valueBytes);

    /**
     * Replaces {@link #recordsPerSync()}.
     *
     * @param recordsPerSync the most rows that one sync carries; at least 1
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is below 1
     */
    public abstract SegmentLimits withRecordsPerSync(long recordsPerSync);

    /**
     * Replaces {@link #syncInterval()}.
     *
     * @param syncInterval the shortest time between two syncs; not negative
     * @return the other limits with this one
     * @throws IllegalArgumentException if it is negative
     */
    public abstract SegmentLimits withSyncInterval(Duration syncInterval);

    @Value.Check
    void check() {
        requirePositive("queryCharacters", queryCharacters());
        requirePositive("identifierColumnCharacters", identifierColumnCharacters());
        requirePositive("timestampColumnCharacters", timestampColumnCharacters());
        requirePositive("columns", columns());
        requirePositive("columnNameCharacters", columnNameCharacters());
        requirePositive("recordBytes", recordBytes());
        requirePositive("valueBytes", valueBytes());
        requirePositive("recordsPerSync", recordsPerSync());
        if (syncInterval().isNegative()) {
            throw new IllegalArgumentException(
                    "Segment's limit syncInterval " + syncInterval() + " must not be negative");
        }
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("Segment's limit " + name + " " + value + " must be at least 1");
        }
    }
}
