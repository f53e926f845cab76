package dev.reverseetl.tracking;

import java.util.Objects;

/**
 * A column of a model's result. Immutable and thread-safe.
 *
 * @param name its exact name
 * @param type its type, as PostgreSQL writes it: {@code bigint}, {@code public.citext}
 * @param identifier whether it is one of those that tell rows apart
 */
public record TrackedColumn(String name, String type, boolean identifier) {
    /**
     * Checks that nothing is missing.
     *
     * @param name its name
     * @param type its type
     * @param identifier whether it tells rows apart
     */
    public TrackedColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
