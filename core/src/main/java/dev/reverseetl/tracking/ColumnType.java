package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import java.util.List;
import java.util.Optional;

/**
 * What the catalogs say of a column's type.
 *
 * @param oid its OID
 * @param name its name, qualified unless it is built in
 * @param base its name, or that of the type that it is a domain of, always with its schema and quoted
 * @param baseOid the OID of that
 * @param pseudo whether it is no type of a table's column, such as {@code record}
 * @param hashedAsText whether its binary form doesn't exist, or doesn't show all that its text does
 * @param collatable whether comparing its values takes a collation
 * @param equality the operator by which its values are equal, as the default operator class of a hash or btree index
 *     says; nothing if there is none
 * @param ordered whether there is one of a btree index
 * @param ownTypes OIDs of types that were made in this database and are part of it
 */
record ColumnType(
        long oid,
        String name,
        String base,
        long baseOid,
        boolean pseudo,
        boolean hashedAsText,
        boolean collatable,
        Optional<String> equality,
        boolean ordered,
        String ownTypes) {

    /**
     * Follows a type into its elements, attributes, and what it is a domain or range of. The operator classes are those
     * of the type itself, of one that it is binary coercible to, or of the polymorphic one that it belongs to.
     */
    private static final String SQL = """
            WITH RECURSIVE part(root, oid) AS (
                SELECT o::oid, o::oid FROM unnest(CAST(? AS int8[])) AS o
                UNION
                SELECT p.root, x.oid
                  FROM part p JOIN pg_type t ON t.oid = p.oid
                 CROSS JOIN LATERAL (
                       SELECT t.typbasetype AS oid WHERE t.typtype = 'd'
                       UNION ALL SELECT t.typelem WHERE t.typcategory = 'A' AND t.typelem <> 0
                       UNION ALL SELECT a.atttypid FROM pg_attribute a
                                  WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                       UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)) x),
            base(root, oid) AS (
                SELECT o::oid, o::oid FROM unnest(CAST(? AS int8[])) AS o
                UNION
                SELECT b.root, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.oid WHERE t.typtype = 'd'),
            class AS (
                SELECT t.oid AS root, c.opcmethod, c.opcfamily, c.opcintype,
                       CASE WHEN c.opcintype = t.oid THEN 0 WHEN NOT i.typtype = 'p' THEN 1 ELSE 2 END AS rank
                  FROM pg_type t
                  JOIN pg_opclass c ON c.opcdefault AND c.opcmethod IN (403, 405)
                  JOIN pg_type i ON i.oid = c.opcintype
                 WHERE t.oid IN (SELECT b.oid FROM base b)
                   AND (c.opcintype = t.oid
                        OR c.opcintype = CASE WHEN t.typcategory = 'A' THEN 'anyarray'::regtype
                                              WHEN t.typtype = 'e' THEN 'anyenum'::regtype
                                              WHEN t.typtype = 'r' THEN 'anyrange'::regtype
                                              WHEN t.typtype = 'm' THEN 'anymultirange'::regtype
                                              WHEN t.typtype = 'c' THEN 'record'::regtype END
                        OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = t.oid AND k.casttarget = c.opcintype
                                      AND k.castmethod = 'b' AND k.castcontext = 'i'))),
            equal AS (
                SELECT DISTINCT ON (c.root) c.root, n.nspname, o.oprname,
                       bool_or(c.opcmethod = 403) OVER (PARTITION BY c.root) AS ordered
                  FROM class c
                  JOIN pg_amop m ON m.amopfamily = c.opcfamily AND m.amoplefttype = c.opcintype
                   AND m.amoprighttype = c.opcintype AND m.amopstrategy = CASE c.opcmethod WHEN 403 THEN 3 ELSE 1 END
                  JOIN pg_operator o ON o.oid = m.amopopr
                  JOIN pg_namespace n ON n.oid = o.oprnamespace
                 ORDER BY c.root, c.rank, c.opcmethod),
            leaf AS (
                SELECT p.root,
                       bool_or(t.typtype = 'p') AS pseudo,
                       bool_or(t.typsend = 0 OR t.typname ~ '^reg[a-z]+$' AND t.typnamespace = 'pg_catalog'::regnamespace)
                         AS as_text,
                       bool_and(t.typtype IN ('c', 'd') OR t.typcategory = 'A' OR EXISTS (SELECT FROM pg_opclass c
                          WHERE c.opcdefault AND c.opcmethod IN (403, 405)
                            AND (c.opcintype = t.oid
                                 OR t.typtype = 'e' AND c.opcintype = 'anyenum'::regtype
                                 OR t.typtype = 'r' AND c.opcintype = 'anyrange'::regtype
                                 OR t.typtype = 'm' AND c.opcintype = 'anymultirange'::regtype
                                 OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = t.oid
                                              AND k.casttarget = c.opcintype
                                              AND k.castmethod = 'b' AND k.castcontext = 'i')))) AS comparable,
                       coalesce(string_agg(t.oid::text, ' ' ORDER BY t.oid) FILTER (WHERE t.oid >= 16384), '') AS own
                  FROM part p JOIN pg_type t ON t.oid = p.oid GROUP BY p.root)
            SELECT t.oid::int8 AS oid, format_type(t.oid, NULL) AS name, quote_ident(s.nspname) || '.' || quote_ident(u.typname) AS base,
                   u.oid::int8 AS base_oid, l.pseudo, l.as_text, u.typcollation <> 0 AS collatable, l.own,
                   CASE WHEN l.comparable THEN 'OPERATOR(' || quote_ident(e.nspname) || '.' || e.oprname || ')' END AS equality,
                   coalesce(e.ordered, false) AS ordered
              FROM pg_type t
              JOIN leaf l ON l.root = t.oid
              JOIN base b ON b.root = t.oid
              JOIN pg_type u ON u.oid = b.oid AND u.typtype <> 'd'
              JOIN pg_namespace s ON s.oid = u.typnamespace
              LEFT JOIN equal e ON e.root = u.oid""";

    boolean isDomain() {
        return oid != baseOid;
    }

    static Query<ColumnType> query(List<Long> oids) {
        String array = oids.toString().replace('[', '{').replace(']', '}');
        return Query.of(SQL, ColumnType::read, array, array);
    }

    private static ColumnType read(Row row) {
        return new ColumnType(
                row.number("oid"),
                row.text("name"),
                row.text("base"),
                row.number("base_oid"),
                row.flag("pseudo"),
                row.flag("as_text"),
                row.flag("collatable"),
                row.optionalText("equality"),
                row.flag("ordered"),
                row.text("own"));
    }
}
