package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Privilege;
import java.util.List;

/**
 * One right that a query needs: of one user, on one object or one of its columns.
 *
 * @param key the right
 * @param holder who must hold it
 * @param soft whether the planner may leave the check out
 * @param blind whether EXPLAIN doesn't show it
 * @param why the stations from the model to the object
 */
record Atom(Key key, OwnerEntry holder, boolean soft, boolean blind, List<String> why) {
    /** Returns the atom as one that is needed for certain. */
    Atom certain() {
        return new Atom(key, holder, false, blind, why);
    }

    /** The kinds of objects, as the catalogs keep them apart. */
    enum Kind {
        /** {@code pg_namespace}. */
        SCHEMA,
        /** {@code pg_class}, but sequences. */
        RELATION,
        /** {@code pg_class}, sequences. */
        SEQUENCE,
        /** {@code pg_proc}. */
        ROUTINE
    }

    /** Stands for the whole row: all columns. */
    static final int WHOLE_ROW = 0;

    /** Stands for any one column, or for an object that has none. */
    static final int ANY_COLUMN = Integer.MIN_VALUE;

    /**
     * A right.
     *
     * @param holder the OID of who must hold it
     * @param kind the object's kind
     * @param oid the object's OID
     * @param privilege the privilege; for sequences the first of those that each suffice
     * @param column the column's number, {@link #WHOLE_ROW} or {@link #ANY_COLUMN}
     */
    record Key(long holder, Kind kind, long oid, Privilege privilege, int column) {}
}
