package dev.reverseetl.spi;

import dev.reverseetl.postgres.Identifier;
import java.util.Objects;

/**
 * What a set-up is about. Immutable and thread-safe.
 *
 * @param role the role that Segment logs in as
 * @param managedSchema the schema in which Segment keeps track of changes
 */
public record SetupTarget(Identifier role, Identifier managedSchema) {
    /**
     * Checks that nothing is missing.
     *
     * @param role the role that Segment logs in as
     * @param managedSchema the schema in which Segment keeps track of changes
     */
    public SetupTarget {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(managedSchema, "managedSchema");
    }
}
