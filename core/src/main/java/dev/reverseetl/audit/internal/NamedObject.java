package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.Map;

/**
 * Something that a query names in a constant such as {@code 'app.users'::regclass}, or by COLLATE.
 *
 * @param reference the type of the constant, and the OID
 * @param schema its schema
 * @param name its name
 */
record NamedObject(Reference reference, SchemaEntry schema, Identifier name) {
    /**
     * What is looked for.
     *
     * @param type the OID of the constant's type, such as that of {@code regclass}
     * @param oid the OID of the object
     */
    record Reference(long type, long oid) {}

    static final long REGPROC = 24;
    static final long REGPROCEDURE = 2202;
    static final long REGOPER = 2203;
    static final long REGOPERATOR = 2204;
    static final long REGCLASS = 2205;
    static final long REGTYPE = 2206;
    static final long REGCONFIG = 3734;
    static final long REGDICTIONARY = 3769;
    static final long REGCOLLATION = 4191;

    /** The types, and those of their arrays. */
    private static final Map<Long, Long> ARRAYS = Map.of(
            REGPROC, 1008L,
            REGPROCEDURE, 2207L,
            REGOPER, 2208L,
            REGOPERATOR, 2209L,
            REGCLASS, 2210L,
            REGTYPE, 2211L,
            REGCONFIG, 3735L,
            REGDICTIONARY, 3770L,
            REGCOLLATION, 4192L);

    static boolean isReference(long type) {
        return ARRAYS.containsKey(type);
    }

    /** Tells whether it is such a type, or an array of one. */
    static boolean holdsReference(long type) {
        return isReference(type) || ARRAYS.containsValue(type);
    }

    static Query<NamedObject> query(Collection<Reference> references) {
        return Query.of(
                """
                SELECT w.type::int8 AS type, w.oid::int8 AS oid, x.name,
                       n.oid::int8 AS schema_oid, n.nspname AS schema, pg_get_userbyid(n.nspowner) AS schema_owner
                  FROM unnest(CAST(? AS text[])::oid[], CAST(? AS text[])::oid[]) AS w(type, oid)
                 CROSS JOIN LATERAL (
                         SELECT relnamespace AS schema, relname AS name FROM pg_class WHERE w.type = 2205 AND oid = w.oid
                         UNION ALL SELECT pronamespace, proname FROM pg_proc WHERE w.type IN (24, 2202) AND oid = w.oid
                         UNION ALL SELECT oprnamespace, oprname FROM pg_operator WHERE w.type IN (2203, 2204) AND oid = w.oid
                         UNION ALL SELECT t.typnamespace, coalesce(e.typname, t.typname) FROM pg_type t
                                     LEFT JOIN pg_type e ON e.typarray = t.oid WHERE w.type = 2206 AND t.oid = w.oid
                         UNION ALL SELECT cfgnamespace, cfgname FROM pg_ts_config WHERE w.type = 3734 AND oid = w.oid
                         UNION ALL SELECT dictnamespace, dictname FROM pg_ts_dict WHERE w.type = 3769 AND oid = w.oid
                         UNION ALL SELECT collnamespace, collname FROM pg_collation WHERE w.type = 4191 AND oid = w.oid) AS x
                  JOIN pg_namespace n ON n.oid = x.schema""",
                row -> new NamedObject(
                        new Reference(row.number("type"), row.number("oid")),
                        new SchemaEntry(row.number("schema_oid"), row.name("schema"), row.name("schema_owner")),
                        row.name("name")),
                references.stream()
                        .map(reference -> Long.toString(reference.type()))
                        .toList(),
                references.stream()
                        .map(reference -> Long.toString(reference.oid()))
                        .toList());
    }
}
