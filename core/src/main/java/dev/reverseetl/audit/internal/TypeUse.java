package dev.reverseetl.audit.internal;

/**
 * A type as a column has it.
 *
 * @param oid the OID of the type; 0 for an expression of a kind that isn't known
 * @param modifier its modifier, such as a length; -1 for none
 * @param arrayOf whether the column's type is the array of it
 */
public record TypeUse(long oid, int modifier, boolean arrayOf) {
    static final TypeUse UNKNOWN = plain(0);

    /** Returns a type without modifier. */
    public static TypeUse plain(long oid) {
        return new TypeUse(oid, -1, false);
    }
}
