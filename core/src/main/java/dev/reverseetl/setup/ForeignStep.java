package dev.reverseetl.setup;

import java.util.Objects;

/**
 * Why the administrator can't run a step, and who can. Immutable and thread-safe.
 *
 * @param who who can run the statement, in words
 * @param reason why PostgreSQL refuses it to the administrator
 */
public record ForeignStep(String who, String reason) {
    /**
     * Checks that nothing is missing.
     *
     * @param who who can run it
     * @param reason why the administrator can't
     */
    public ForeignStep {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(reason, "reason");
    }
}
