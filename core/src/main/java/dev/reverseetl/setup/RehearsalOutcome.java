package dev.reverseetl.setup;

import java.util.Optional;

/**
 * How the rehearsal by the administrator went. A failure that no pending step can be the cause of ends the run instead.
 *
 * @param kind the outcome
 * @param failure what failed, if foreign steps are pending that may mend it
 */
record RehearsalOutcome(Kind kind, Optional<RehearsalFailure> failure) {
    enum Kind {
        /** All of it went well. */
        PASSED,
        /** PostgreSQL doesn't let the administrator act as the role. */
        REFUSED,
        /** It failed, and foreign steps are pending. */
        PENDING,
        /** Only a login is wanted. */
        NOT_WANTED
    }

    static RehearsalOutcome of(Kind kind) {
        return new RehearsalOutcome(kind, Optional.empty());
    }
}
