package dev.reverseetl.internal.catalog;

/**
 * The options of a membership. INHERIT and SET can be chosen from PostgreSQL 16; before, a member has SET and its own
 * INHERIT attribute.
 *
 * @param admin may grant the membership on
 * @param inherit has the role's rights without SET ROLE
 * @param set may SET ROLE to it
 */
public record MembershipOptions(boolean admin, boolean inherit, boolean set) {}
