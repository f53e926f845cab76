package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a model's result.
 *
 * @param name its name
 * @param type its type
 * @param source the table's column that it is a plain copy of, if it is one
 */
public record ResultColumn(Identifier name, TypeUse type, Optional<Source> source) {
    /** Tells whether the catalogs guarantee that it is never null. */
    boolean isNeverNull(Map<Long, TableKeys> keys) {
        return source.filter(origin -> !origin.nullExtended())
                .filter(origin -> keys.containsKey(origin.tableOid())
                        && keys.get(origin.tableOid()).notNull().contains(origin.attnum()))
                .isPresent();
    }

    /**
     * A column of a table.
     *
     * @param tableOid the table's OID
     * @param attnum the column's number in the table
     * @param nullExtended whether the query may put nulls in its place: the table is on the nullable side of an outer
     *     join, or the query groups by several sets
     */
    public record Source(long tableOid, int attnum, boolean nullExtended) {}
}
