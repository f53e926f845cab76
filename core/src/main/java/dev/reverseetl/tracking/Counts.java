package dev.reverseetl.tracking;

import java.util.Optional;

/**
 * How many changes there are.
 *
 * @param added identifiers that are new
 * @param updated identifiers that were there with another checksum
 * @param deleted identifiers that are gone
 */
record Counts(long added, long updated, long deleted) {
    static final Counts NONE = new Counts(0, 0, 0);

    long total() {
        return added + updated + deleted;
    }

    /** Returns what has become of all rows, if it is the same. */
    Optional<Operation> only() {
        return added == total()
                ? Optional.of(Operation.ADDED)
                : updated == total()
                        ? Optional.of(Operation.UPDATED)
                        : deleted == total() ? Optional.of(Operation.DELETED) : Optional.empty();
    }
}
