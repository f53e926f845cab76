package dev.reverseetl.spi;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider has to say about a set-up. Immutable and thread-safe.
 *
 * @param findings what blocks, endangers or is worth knowing; a blocker keeps the plan from being applied
 * @param steps what is to be done outside of PostgreSQL, in its order; nothing that is done already
 * @param rolePassword the password of the role that exists, where the provider chose and knows it: for logins, and to
 *     find out that it was changed; never part of a plan
 * @param adminMayBeRole whether the administrator itself may be the role that Segment logs in as, because the provider
 *     has no other to offer: a warning then, and no blocker
 */
public record ProviderAdvice(
        List<Finding> findings, List<ExternalStep> steps, Optional<Secret> rolePassword, boolean adminMayBeRole) {
    /**
     * Copies the lists.
     *
     * @param findings what is to be known
     * @param steps what is to be done
     * @param rolePassword the password of the role that exists
     * @param adminMayBeRole whether the administrator itself may be the role
     */
    public ProviderAdvice {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
        Objects.requireNonNull(rolePassword, "rolePassword");
    }

    /**
     * Returns advice of a provider that has no part in the role.
     *
     * @param findings what is to be known
     * @param steps what is to be done
     */
    public ProviderAdvice(List<Finding> findings, List<ExternalStep> steps) {
        this(findings, steps, Optional.empty(), false);
    }

    /** {@return that there is nothing to say} */
    public static ProviderAdvice none() {
        return new ProviderAdvice(List.of(), List.of());
    }
}
