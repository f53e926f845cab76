package dev.reverseetl.audit;

import java.util.List;
import java.util.Objects;

/**
 * How an audit found out, and what that way can't know. Immutable and thread-safe.
 *
 * @param binding how the server was made to resolve the names of the queries
 * @param explained whether {@code EXPLAIN} as the role confirmed the verdicts
 * @param unknown what can't be known this way, a sentence each
 */
public record AuditMethod(Binding binding, boolean explained, List<String> unknown) {
    /** How the server was made to resolve the names of the queries. */
    public enum Binding {
        /** As temporary views, rolled back at once. */
        TEMPORARY_VIEWS,
        /**
         * By the parser alone. That is the quickest way, and taken by a superuser on PostgreSQL 15 or newer; by others
         * only where the server is a standby or the session read-only, where they may not create temporary objects, or
         * where an event trigger refuses it: with them the parse trees go to the server's log too.
         */
        PARSE_ONLY
    }

    /**
     * Checks that nothing is missing, and takes a copy of the list.
     *
     * @param binding how the names were resolved
     * @param explained whether {@code EXPLAIN} confirmed the verdicts
     * @param unknown what can't be known this way
     */
    public AuditMethod {
        Objects.requireNonNull(binding, "binding");
        unknown = List.copyOf(unknown);
    }
}
