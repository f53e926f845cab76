package dev.reverseetl.audit.internal;

/** An object was dropped while the audit looked at it: one more try sees the database as it is now. */
final class VanishedObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VanishedObjectException(String kind, long oid) {
        super("The " + kind + " with OID " + oid + " was dropped during the audit");
    }
}
