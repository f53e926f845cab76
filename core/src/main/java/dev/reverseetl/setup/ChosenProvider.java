package dev.reverseetl.setup;

import java.util.List;
import java.util.Objects;

/**
 * Who is taken to run the server. Immutable and thread-safe.
 *
 * @param id the id of the provider's plug-in; {@code generic} for a PostgreSQL of no provider in particular
 * @param evidence each piece of evidence, as a phrase
 */
public record ChosenProvider(String id, List<String> evidence) {
    /**
     * Copies the evidence.
     *
     * @param id the plug-in's id
     * @param evidence each piece of evidence
     */
    public ChosenProvider {
        Objects.requireNonNull(id, "id");
        evidence = List.copyOf(evidence);
    }

    /** {@return whether the server counts as a PostgreSQL of no provider in particular} */
    public boolean isGeneric() {
        return id.equals("generic");
    }
}
