package dev.reverseetl.spi;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of an {@link ExternalStep}. Immutable and thread-safe.
 *
 * @param made whether the step made something; {@code false} if it was there already, so that there is nothing to undo
 * @param details what {@link PostgresProvider#undo} needs to find it, such as the id of a rule; no secret
 */
public record StepOutcome(boolean made, Map<String, String> details) {
    /**
     * Copies the details.
     *
     * @param made whether the step made something
     * @param details what is needed to find it
     */
    public StepOutcome {
        details = Map.copyOf(new TreeMap<>(details));
    }

    /**
     * Says that the step made something.
     *
     * @param details what is needed to find it
     * @return the outcome
     */
    public static StepOutcome made(Map<String, String> details) {
        return new StepOutcome(true, details);
    }

    /** {@return that others had made it already} */
    public static StepOutcome alreadyThere() {
        return new StepOutcome(false, Map.of());
    }
}
