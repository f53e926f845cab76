package dev.reverseetl.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A model that was read from a file. Immutable and thread-safe.
 *
 * @param model the model
 * @param description what its author says of it, for people; Segment shows it
 * @param location where it is written
 * @param rebuild that what it reads is dropped and made anew, if a tool does so
 */
public record LocatedModel(
        Model model, Optional<String> description, ModelLocation location, Optional<Rebuild> rebuild) {
    /**
     * Checks that no part is missing.
     *
     * @param model the model
     * @param description what its author says of it
     * @param location where it is written
     * @param rebuild that what it reads is made anew
     */
    public LocatedModel {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(rebuild, "rebuild");
    }
}
