package dev.reverseetl.tracking;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that is larger than Segment takes. Immutable and thread-safe.
 *
 * @param column the column whose value it is; nothing if it is the record as a whole
 * @param bytes how large it is, in bytes of UTF-8 as JSON
 * @param limit how large it may be
 */
public record LimitExcess(Optional<String> column, long bytes, long limit) {
    /**
     * Checks that nothing is missing.
     *
     * @param column the column, if it is a value
     * @param bytes how large it is
     * @param limit how large it may be
     */
    public LimitExcess {
        Objects.requireNonNull(column, "column");
    }
}
