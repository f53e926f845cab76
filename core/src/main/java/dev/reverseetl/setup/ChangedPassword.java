package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Secret;
import java.util.Optional;

/** Finds out whether the provider has changed the role's password since the caller got it. */
final class ChangedPassword {
    private ChangedPassword() {}

    /**
     * Compares.
     *
     * @param held the password that the caller has, and so Segment
     * @param chosen the one that the provider has now
     */
    static Optional<Finding> of(SetupGoal goal, Optional<Secret> held, Optional<Secret> chosen) {
        return held.isPresent() && chosen.isPresent() && !held.equals(chosen)
                ? Optional.of(new Finding(
                        "PASSWORD_CHANGED",
                        Severity.WARNING,
                        "The password that you gave is not the one that the provider has for "
                                + goal.role().quoted() + " now: it was rotated.",
                        "Give Segment the new one. apply(plan()) without password(Secret) has it in its result, also"
                                + " where there is nothing to do."))
                : Optional.empty();
    }
}
