package dev.reverseetl.tracking;

/** What a run goes on from. */
public enum RunOrigin {
    /** There was no state, so that every row is added. */
    FIRST,
    /** The state of the last acknowledged run. */
    LAST_ACKNOWLEDGED,
    /**
     * The state of what was acknowledged. An older run was given up in between, closed or crashed: what it had not
     * acknowledged was computed again, so changes since are in it too.
     */
    RECOMPUTED
}
