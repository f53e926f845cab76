package dev.reverseetl.tracking;

/** A part of a run. */
public enum TrackingPhase {
    /** Taking the lease, looking at the model's columns. */
    PREPARE,
    /** Running the model's query and comparing its result with the state: one statement of the server. */
    COMPARE,
    /** Counting the changes, setting aside identifiers that are null or not unique. */
    CLASSIFY,
    /** Reading the changes, without what the caller does with them. */
    READ,
    /** Moving the state. */
    ACKNOWLEDGE
}
