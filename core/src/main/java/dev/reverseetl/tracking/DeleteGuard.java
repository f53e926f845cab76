package dev.reverseetl.tracking;

/**
 * How many deletions are too many to be believed: a filter gone wrong or an emptied table looks just as if everybody
 * had left. Immutable and thread-safe.
 *
 * @param moreThan deletions up to this number are believed, unless all rows are gone; not negative
 * @param share of the rows of the state, between 0 and 1: deletions are believed up to this share
 */
public record DeleteGuard(long moreThan, double share) {
    /**
     * Checks the ranges.
     *
     * @param moreThan the number
     * @param share the share
     * @throws IllegalArgumentException if one is out of its range
     */
    public DeleteGuard {
        if (moreThan < 0) {
            throw new IllegalArgumentException("The number of deletions " + moreThan + " must not be negative");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of deletions " + share + " must be between 0 and 1");
        }
    }

    /** {@return the default: a run is held if all rows are gone, or more than 100 and more than half of them} */
    public static DeleteGuard standard() {
        return new DeleteGuard(100, 0.5);
    }

    /** {@return a guard that believes any number, also all} */
    public static DeleteGuard none() {
        return new DeleteGuard(Long.MAX_VALUE, 1);
    }

    boolean holds(long deletes, long stateRows) {
        return deletes > 0
                && moreThan < Long.MAX_VALUE
                && (deletes >= stateRows || (deletes > moreThan && deletes > share * stateRows));
    }
}
