package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import java.util.Collection;
import java.util.List;

/**
 * What a type is called.
 *
 * @param type the type
 * @param name its name in SQL, with its schema if that is another than {@code pg_catalog}
 */
record TypeName(TypeUse type, String name) {
    static Query<TypeName> query(Collection<TypeUse> types) {
        List<TypeUse> asked =
                types.stream().filter(type -> type.oid() != 0).distinct().toList();
        return Query.of(
                """
                SELECT t.oid::int8 AS oid, t.modifier::int8 AS modifier, t.array_of::bool AS array_of,
                       format_type(t.oid::oid, t.modifier::int4) AS name
                  FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[])) AS t(oid, modifier, array_of)""",
                row -> {
                    boolean arrayOf = row.flag("array_of");
                    String name = row.text("name");
                    return new TypeName(
                            new TypeUse(row.number("oid"), (int) row.number("modifier"), arrayOf),
                            arrayOf && !name.endsWith("[]") ? name + "[]" : name);
                },
                asked.stream().map(type -> Long.toString(type.oid())).toList(),
                asked.stream().map(type -> Integer.toString(type.modifier())).toList(),
                asked.stream().map(type -> Boolean.toString(type.arrayOf())).toList());
    }
}
