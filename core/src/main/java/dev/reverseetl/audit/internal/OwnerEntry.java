package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;

/**
 * A role as whom something is run: the audited one, or an owner.
 *
 * @param oid its OID
 * @param name its name
 * @param superuser whether it is a superuser
 * @param bypassesRowSecurity whether row security doesn't apply to it
 */
record OwnerEntry(long oid, Identifier name, boolean superuser, boolean bypassesRowSecurity) {}
