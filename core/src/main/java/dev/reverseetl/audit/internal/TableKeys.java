package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What PostgreSQL guarantees of a table's rows. Of foreign tables it guarantees nothing, and of tables that others
 * inherit from neither.
 *
 * @param tableOid the table's OID
 * @param notNull the numbers of the columns that are never null
 * @param unique sets of columns that are unique together, where none of them is null
 */
public record TableKeys(long tableOid, Set<Integer> notNull, List<Set<Integer>> unique) {
    /** Takes copies of the collections. */
    public TableKeys {
        notNull = Set.copyOf(notNull);
        unique = unique.stream().map(Set::copyOf).toList();
    }

    /** Returns the query; a table of which nothing is guaranteed has no row. */
    public static Query<TableKeys> query(Collection<Long> tables) {
        return Query.of(
                """
                SELECT c.oid::int8 AS table_oid,
                       ARRAY(SELECT a.attnum::text FROM pg_attribute a
                              WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped
                                -- from PostgreSQL 18 the constraint may not be valid yet
                                AND NOT EXISTS (SELECT FROM pg_constraint n
                                                 WHERE n.conrelid = c.oid AND n.contype = 'n' AND n.conkey = ARRAY[a.attnum]
                                                   AND NOT n.convalidated)) AS not_null,
                       ARRAY(SELECT array_to_string((i.indkey::int2[])[0:i.indnkeyatts - 1], ' ') FROM pg_index i
                              WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                                AND NOT i.indisexclusion AND i.indpred IS NULL AND i.indexprs IS NULL) AS uniques
                  FROM pg_class c
                 WHERE c.oid = ANY (CAST(CAST(? AS text[]) AS oid[]))
                   AND (c.relkind IN ('p', 'm')
                        OR (c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid)))""",
                row -> new TableKeys(
                        row.number("table_oid"),
                        row.texts("not_null").stream().map(Integer::valueOf).collect(Collectors.toSet()),
                        row.texts("uniques").stream().map(TableKeys::numbers).toList()),
                OidList.of(tables));
    }

    private static Set<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).collect(Collectors.toSet());
    }
}
