package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import java.util.Collection;
import java.util.List;

/**
 * An operator.
 *
 * @param oid its OID
 * @param schema its schema
 * @param function the OID of the function that implements it
 * @param hash the OID of the function that hashes its operands; 0 without one
 * @param negator the OID of the function that implements its negator; 0 without one
 * @param negatorHash the OID of the function that hashes the operands of its negator; 0 without one
 * @param commutator the OID of the function that implements its commutator; 0 without one
 * @param comparisons the OIDs of the functions that sort and hash along with it and that did not come with the server
 */
record OperatorEntry(
        long oid,
        SchemaEntry schema,
        long function,
        long hash,
        long negator,
        long negatorHash,
        long commutator,
        List<Long> comparisons) {
    private static final String HASH = """
            (SELECT max(f.amproc::oid::int8) FROM pg_amop s
               JOIN pg_amproc f ON f.amprocfamily = s.amopfamily AND f.amproclefttype = s.amoprighttype
                               AND f.amprocrighttype = s.amoprighttype AND f.amprocnum = 1
              WHERE s.amopopr = %s AND s.amopmethod = (SELECT m.oid FROM pg_am m WHERE m.amname = 'hash'))""";

    static Query<OperatorEntry> query(Collection<Long> oids) {
        return Query.of(
                """
                SELECT o.oid::int8 AS oid, n.oid::int8 AS schema_oid, n.nspname AS schema, pg_get_userbyid(n.nspowner) AS schema_owner,
                       o.oprcode::oid::int8 AS function,
                       %s AS hash, %s AS negator_hash,
                       (SELECT n.oprcode::oid::int8 FROM pg_operator n WHERE n.oid = o.oprnegate) AS negator,
                       (SELECT c.oprcode::oid::int8 FROM pg_operator c WHERE c.oid = o.oprcom) AS commutator,
                       ARRAY(SELECT DISTINCT f.amproc::oid::text FROM pg_amop s JOIN pg_amproc f ON f.amprocfamily = s.amopfamily
                              WHERE s.amopopr = o.oid AND f.amproc::oid >= %s) AS comparisons
                  FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
                 WHERE o.oid = ANY (CAST(? AS text[])::oid[])""".formatted(HASH.formatted("o.oid"), HASH.formatted("o.oprnegate"), RoutineEntry.FIRST_USER_OID),
                row -> new OperatorEntry(
                        row.number("oid"),
                        new SchemaEntry(row.number("schema_oid"), row.name("schema"), row.name("schema_owner")),
                        row.number("function"),
                        row.number("hash"),
                        row.number("negator"),
                        row.number("negator_hash"),
                        row.number("commutator"),
                        Oids.of(row, "comparisons")),
                Oids.texts(oids));
    }
}
