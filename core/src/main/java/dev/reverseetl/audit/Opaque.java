package dev.reverseetl.audit;

import java.util.Objects;

/**
 * Something on the way of a query that may check rights inside, where nobody can look from outside. Immutable and
 * thread-safe.
 *
 * @param object its kind and quoted name, such as {@code function "app"."score"(integer)}
 * @param reason why it can't be looked into
 */
public record Opaque(String object, String reason) {
    /**
     * Checks that nothing is missing.
     *
     * @param object its kind and quoted name
     * @param reason why it can't be looked into
     */
    public Opaque {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(reason, "reason");
    }
}
