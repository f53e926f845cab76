package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.postgres.Privilege;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the server which of the needed rights are there. Its own functions know superusers, owners, PUBLIC, and
 * memberships with all their options.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-ACCESS">PostgreSQL: Access
 *     Privilege Inquiry Functions</a>
 */
final class Rights {
    /** One holder and one object. */
    private record Pair(long holder, long oid) {}

    private record RelationRights(
            Pair pair, boolean select, boolean anySelect, boolean anyUpdate, Set<Integer> lackingColumns) {}

    private final Map<Pair, Set<Integer>> relations = new LinkedHashMap<>();
    private final Map<Atom.Kind, Set<Atom.Key>> others = new HashMap<>();
    private final Set<Atom.Key> keys = new LinkedHashSet<>();
    private final List<Query<Atom.Key>> lackingQueries = new ArrayList<>();
    private final Query<RelationRights> relationQuery;

    Rights(Collection<Atom.Key> keys) {
        for (Atom.Key key : keys) {
            if (!this.keys.add(key)) {
                continue;
            }
            if (key.kind() == Atom.Kind.RELATION) {
                Set<Integer> columns =
                        relations.computeIfAbsent(new Pair(key.holder(), key.oid()), pair -> new LinkedHashSet<>());
                if (key.column() != Atom.ANY_COLUMN) {
                    columns.add(key.column());
                }
            } else {
                others.computeIfAbsent(key.kind(), kind -> new LinkedHashSet<>())
                        .add(key);
            }
        }
        relationQuery = relationQuery();
        others.forEach((kind, wanted) -> lackingQueries.add(lacking(kind, wanted)));
    }

    /** Returns what to ask the server, in one round trip. */
    List<Query<?>> queries() {
        List<Query<?>> queries = new ArrayList<>(lackingQueries);
        queries.add(relationQuery);
        return queries;
    }

    /** Returns the rights that are not there. */
    Set<Atom.Key> missing(Results results) {
        Set<Atom.Key> missing = new HashSet<>();
        lackingQueries.forEach(query -> missing.addAll(results.of(query)));
        Map<Pair, RelationRights> rights = new HashMap<>();
        results.of(relationQuery).forEach(row -> rights.put(row.pair(), row));
        for (Atom.Key key : keys) {
            Pair pair = new Pair(key.holder(), key.oid());
            RelationRights found = rights.get(pair);
            if (found != null && isMissing(key, found)) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** Returns the relations on which a holder has SELECT for some columns only. */
    Set<Long> readableByColumns(Results results, long holder) {
        return results.of(relationQuery).stream()
                .filter(row -> row.pair().holder() == holder && row.anySelect() && !row.select())
                .map(row -> row.pair().oid())
                .collect(Collectors.toSet());
    }

    private static boolean isMissing(Atom.Key key, RelationRights rights) {
        if (key.privilege() == Privilege.UPDATE) {
            return !rights.anyUpdate();
        }
        if (rights.select()) {
            return false;
        }
        return key.column() == Atom.ANY_COLUMN
                ? !rights.anySelect()
                : rights.lackingColumns().contains(key.column());
    }

    /** A whole row is lacking if one of its columns is. */
    private Query<RelationRights> relationQuery() {
        return Query.of(
                """
                SELECT w.holder::int8 AS holder, w.relation::int8 AS relation, t.granted,
                       t.granted OR has_any_column_privilege(w.holder, w.relation, 'SELECT') AS any_select,
                       has_any_column_privilege(w.holder, w.relation, 'UPDATE') AS any_update,
                       ARRAY(SELECT c.number::text FROM unnest(string_to_array(w.columns, ' ')::int2[]) AS c(number)
                              WHERE NOT t.granted
                                AND CASE c.number WHEN 0
                                    THEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = w.relation AND a.attnum > 0
                                                                              AND NOT a.attisdropped
                                                    AND NOT has_column_privilege(w.holder, w.relation, a.attnum, 'SELECT'))
                                    ELSE NOT has_column_privilege(w.holder, w.relation, c.number, 'SELECT') END) AS lacking
                  FROM unnest(CAST(? AS text[])::oid[], CAST(? AS text[])::oid[], CAST(? AS text[])) AS w(holder, relation, columns)
                 CROSS JOIN LATERAL (SELECT has_table_privilege(w.holder, w.relation, 'SELECT') AS granted) AS t""",
                row -> new RelationRights(
                        new Pair(row.number("holder"), row.number("relation")),
                        row.flag("granted"),
                        row.flag("any_select"),
                        row.flag("any_update"),
                        row.texts("lacking").stream().map(Integer::valueOf).collect(Collectors.toSet())),
                Oids.texts(relations.keySet().stream().map(Pair::holder).toList()),
                Oids.texts(relations.keySet().stream().map(Pair::oid).toList()),
                relations.values().stream()
                        .map(columns -> columns.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                        .toList());
    }

    private static Query<Atom.Key> lacking(Atom.Kind kind, Set<Atom.Key> wanted) {
        String test = switch (kind) {
            case SCHEMA -> "has_schema_privilege(w.holder, w.object, 'USAGE')";
            case ROUTINE -> "has_function_privilege(w.holder, w.object, 'EXECUTE')";
            default -> """
                            has_sequence_privilege(w.holder, w.object, CASE w.privilege WHEN 'USAGE' THEN 'USAGE, UPDATE'
                                                                                        WHEN 'SELECT' THEN 'USAGE, SELECT'
                                                                                        ELSE 'UPDATE' END)""";
        };
        return Query.of(
                "SELECT w.holder::int8 AS holder, w.object::int8 AS object, w.privilege"
                        + " FROM unnest(CAST(? AS text[])::oid[], CAST(? AS text[])::oid[], CAST(? AS text[]))"
                        + " AS w(holder, object, privilege) WHERE NOT " + test,
                row -> new Atom.Key(
                        row.number("holder"),
                        kind,
                        row.number("object"),
                        Privilege.valueOf(row.text("privilege")),
                        Atom.ANY_COLUMN),
                Oids.texts(wanted.stream().map(Atom.Key::holder).toList()),
                Oids.texts(wanted.stream().map(Atom.Key::oid).toList()),
                wanted.stream().map(key -> key.privilege().name()).toList());
    }
}
