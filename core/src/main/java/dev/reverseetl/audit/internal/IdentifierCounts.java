package dev.reverseetl.audit.internal;

/**
 * What running a model has shown.
 *
 * @param rows how many rows it gave
 * @param nulls how many of them have an identifier that is null, or null in one of its columns
 * @param surplus how many of the others have the identifier of another row before them
 */
public record IdentifierCounts(long rows, long nulls, long surplus) {}
