package dev.reverseetl.spi;

import dev.reverseetl.postgres.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of an {@link ExternalStep}. Immutable and thread-safe.
 *
 * @param made whether the step made something; {@code false} if it was there already, so that there is nothing to undo
 * @param details what {@link PostgresProvider#undo} needs to find it, such as the id of a rule; no secret
 * @param rolePassword the role's password, where the step made the role and the provider chose one. It is used to log
 *     in and handed to the caller, and never kept: neither a journal nor an undo record has it
 */
public record StepOutcome(boolean made, Map<String, String> details, Optional<Secret> rolePassword) {
    /**
     * Copies the details.
     *
     * @param made whether the step made something
     * @param details what is needed to find it
     * @param rolePassword the role's password
     */
    public StepOutcome {
        details = Map.copyOf(new TreeMap<>(details));
        Objects.requireNonNull(rolePassword, "rolePassword");
    }

    /**
     * Says that the step made something.
     *
     * @param details what is needed to find it
     * @return the outcome
     */
    public static StepOutcome made(Map<String, String> details) {
        return new StepOutcome(true, details, Optional.empty());
    }

    /** {@return that others had made it already} */
    public static StepOutcome alreadyThere() {
        return new StepOutcome(false, Map.of(), Optional.empty());
    }

    /**
     * Returns the same with the role's password.
     *
     * @param password what the provider chose
     * @return the outcome
     */
    public StepOutcome withRolePassword(Secret password) {
        return new StepOutcome(made, details, Optional.of(password));
    }
}
