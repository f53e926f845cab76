package dev.reverseetl.internal.change;

/**
 * The OIDs of what a run may have created.
 *
 * @param role the role's
 * @param schema the managed schema's
 */
public record CreatedOids(long role, long schema) {}
