package dev.reverseetl.audit;

import java.util.List;

/**
 * What a model's result looks like, and what it stands on, as far as that is known without running it. Immutable and
 * thread-safe.
 *
 * @param columns the result's columns, in order
 * @param notNull what is known of nulls in the identifier's columns: that there are none
 * @param unique what is known of repetitions of the identifier: that there are none
 * @param sources the tables and views that the model reads, also through views, ordered by schema and name; those of
 *     PostgreSQL itself are left out
 */
public record ModelShape(List<Column> columns, Guarantee notNull, Guarantee unique, List<Source> sources) {
    /**
     * Takes copies of the lists.
     *
     * @param columns the result's columns
     * @param notNull what is known of nulls in the identifier
     * @param unique what is known of repetitions of the identifier
     * @param sources what the model reads
     */
    public ModelShape {
        columns = List.copyOf(columns);
        sources = List.copyOf(sources);
    }

    /**
     * A column of the result. Immutable and thread-safe.
     *
     * @param name its name
     * @param type its type as SQL, such as {@code numeric(10,2)}; of another schema than {@code pg_catalog} with it
     * @param notNull whether the catalogs guarantee that it is never null
     */
    public record Column(String name, String type, boolean notNull) {}

    /**
     * A table or view that a model reads. Immutable and thread-safe.
     *
     * @param kind its kind
     * @param schema its schema
     * @param name its name
     * @param columns the columns that are read, ordered by name; none where only rows are counted
     * @param direct whether the query names it itself, not a view on the way
     * @param lostWhenRebuilt whether the role can't read it any more when its owner drops it and makes it anew: there
     *     are no default privileges for that
     */
    public record Source(
            ObjectKind kind,
            String schema,
            String name,
            List<String> columns,
            boolean direct,
            boolean lostWhenRebuilt) {
        /**
         * Takes a copy of the list.
         *
         * @param kind its kind
         * @param schema its schema
         * @param name its name
         * @param columns the columns that are read
         * @param direct whether the query names it itself
         * @param lostWhenRebuilt whether a rebuilt one can't be read
         */
        public Source {
            columns = List.copyOf(columns);
        }
    }
}
