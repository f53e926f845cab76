package dev.reverseetl.tracking;

/** What has become of a change that was handed over. */
enum Fate {
    /** Nothing yet, or it was acknowledged with all the others. */
    OPEN,
    /** It is left to the next run. */
    REJECTED,
    /** It was acknowledged with its page. */
    ACKNOWLEDGED
}
