package dev.reverseetl.setup;

/** How the rehearsal by the administrator went. A failure that is nobody's pending step ends the run instead. */
enum RehearsalOutcome {
    /** All of it went well. */
    PASSED,
    /** PostgreSQL doesn't let the administrator act as the role. */
    REFUSED,
    /** It failed, and foreign steps are pending. */
    PENDING
}
