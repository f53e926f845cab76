package dev.reverseetl.audit;

import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Objects;

/**
 * The columns of a table that a query needs a privilege on. Immutable and thread-safe.
 *
 * @param extent whether it is all, any one, or certain columns
 * @param names the columns if they are certain ones, in the table's order; else empty
 * @see <a href="https://www.postgresql.org/docs/current/sql-select.html">PostgreSQL: SELECT, on the privileges it
 *     needs</a>
 */
public record NeededColumns(Extent extent, List<Identifier> names) {
    /** How many columns are needed. */
    public enum Extent {
        /** Every column: the query uses whole rows. */
        ALL,
        /** Any one column: the query only counts rows, say, or locks them. */
        ANY,
        /** The {@link NeededColumns#names() named} columns. */
        NAMED,
        /** The object has no columns. */
        NONE
    }

    /**
     * Takes a copy of the list.
     *
     * @param extent how many columns are needed
     * @param names the columns if they are certain ones
     */
    public NeededColumns {
        Objects.requireNonNull(extent, "extent");
        names = List.copyOf(names);
        if ((extent == Extent.NAMED) == names.isEmpty()) {
            throw new IllegalArgumentException("Columns " + names + " don't fit the extent " + extent);
        }
    }

    /** {@return all columns} */
    public static NeededColumns all() {
        return new NeededColumns(Extent.ALL, List.of());
    }

    /** {@return any one column} */
    public static NeededColumns any() {
        return new NeededColumns(Extent.ANY, List.of());
    }

    /**
     * Returns certain columns.
     *
     * @param names their names, at least one
     * @return the columns
     * @throws IllegalArgumentException if none is given
     */
    public static NeededColumns named(List<Identifier> names) {
        return new NeededColumns(Extent.NAMED, names);
    }

    /** {@return no columns, for an object that has none} */
    public static NeededColumns none() {
        return new NeededColumns(Extent.NONE, List.of());
    }
}
