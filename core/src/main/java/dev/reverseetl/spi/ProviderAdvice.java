package dev.reverseetl.spi;

import dev.reverseetl.Finding;
import java.util.List;

/**
 * What a provider has to say about a set-up. Immutable and thread-safe.
 *
 * @param findings what blocks, endangers or is worth knowing; a blocker keeps the plan from being applied
 * @param steps what is to be done outside of PostgreSQL, in its order; nothing that is done already
 */
public record ProviderAdvice(List<Finding> findings, List<ExternalStep> steps) {
    /**
     * Copies the lists.
     *
     * @param findings what is to be known
     * @param steps what is to be done
     */
    public ProviderAdvice {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
    }

    /** {@return that there is nothing to say} */
    public static ProviderAdvice none() {
        return new ProviderAdvice(List.of(), List.of());
    }
}
