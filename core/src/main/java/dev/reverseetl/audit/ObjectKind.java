package dev.reverseetl.audit;

/** The kinds of objects whose privileges a query needs. */
public enum ObjectKind {
    /** A schema. */
    SCHEMA,
    /** A table, partitioned or not. */
    TABLE,
    /** A view. */
    VIEW,
    /** A materialized view. */
    MATERIALIZED_VIEW,
    /** A foreign table. */
    FOREIGN_TABLE,
    /** A sequence. */
    SEQUENCE,
    /** A function, aggregate or window function. */
    ROUTINE
}
