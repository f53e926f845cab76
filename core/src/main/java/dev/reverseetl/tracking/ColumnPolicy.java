package dev.reverseetl.tracking;

/**
 * What a run does where the model's columns are no longer those of the state: one was added, removed, renamed or has
 * another type, or a type of its own was made anew, as by dump and restore. The checksums before and after such a
 * change can't be compared.
 */
public enum ColumnPolicy {
    /**
     * Every row is reported, and deletions too: rows that were there before as updated. If the identifier itself is
     * another, every row is reported as added and what was deleted meanwhile can't be told.
     */
    RESEND_ALL,
    /** The result as it is now becomes the state, and nothing is reported: what changed since the last run is lost. */
    REBASELINE,
    /** The run fails with {@code COLUMNS_CHANGED}, and changes nothing. */
    FAIL
}
