package dev.reverseetl.provider.rds;

/**
 * Marks the security group rules that this library made, so that they can be told from those of others.
 *
 * @param key the tag's key
 * @param value the tag's value
 */
record OwnerTag(String key, String value) {}
