package dev.reverseetl.tracking;

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
}
