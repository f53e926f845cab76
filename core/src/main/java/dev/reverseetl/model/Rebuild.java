package dev.reverseetl.model;

import java.util.Objects;
import java.util.Set;

/**
 * That what a model reads is dropped and made anew by a tool such as dbt, which loses the rights granted on it.
 * Immutable and thread-safe.
 *
 * @param schema the schema of the table or view that is made anew
 * @param relation its name
 * @param when on which occasion, such as {@code each dbt run}
 * @param readers the roles to which the tool grants SELECT each time
 */
public record Rebuild(String schema, String relation, String when, Set<String> readers) {
    /**
     * Takes a copy of the set.
     *
     * @param schema the schema
     * @param relation the name
     * @param when on which occasion
     * @param readers to whom SELECT is granted each time
     */
    public Rebuild {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(when, "when");
        readers = Set.copyOf(readers);
    }
}
