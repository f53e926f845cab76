package dev.reverseetl.setup;

/**
 * What happens to the tables that the managed schema holds when the schema itself has to go. They are Segment's memory
 * of what it has sent already.
 */
public enum ManagedTables {
    /** They stay: while there are any, the schema is not dropped. */
    KEEP,
    /** They are dropped with the schema, and can't be brought back. Segment's next sync would send everything again. */
    DROP
}
