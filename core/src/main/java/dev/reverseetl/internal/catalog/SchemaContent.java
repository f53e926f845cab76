package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;

/** What a schema holds. */
public final class SchemaContent {
    private static final String SQL = """
            SELECT n.nspname AS schema, c.relname AS name
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
             ORDER BY 2 LIMIT ?""";

    /** Bounds what is read: enough to tell whether it is empty, and to name examples. */
    private static final long MOST = 20;

    private static final String DEPENDENTS = """
            SELECT DISTINCT pg_describe_object(x.classid, x.objid, 0) AS description
              FROM (SELECT CASE d.classid WHEN 'pg_rewrite'::regclass THEN 'pg_class'::regclass::oid ELSE d.classid END AS classid,
                           coalesce(w.ev_class, d.objid) AS objid, coalesce(v.relnamespace, k.connamespace, p.pronamespace) AS namespace
                      FROM pg_namespace n
                      JOIN pg_class c ON c.relnamespace = n.oid
                      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
                      LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
                      LEFT JOIN pg_class v ON v.oid = w.ev_class
                      LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
                      LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
                     WHERE n.nspname = ?) AS x
             WHERE x.namespace <> (SELECT oid FROM pg_namespace WHERE nspname = ?)
             ORDER BY 1 LIMIT ?""";

    private SchemaContent() {}

    /** Returns the query for the relations of a schema. */
    public static Query<QualifiedName> query(Identifier schema) {
        return Query.of(SQL, row -> new QualifiedName(row.name("schema"), row.name("name")), schema.value(), MOST);
    }

    /** Returns the query for what outside the schema depends on what is in it, and would go with it in silence. */
    public static Query<String> dependents(Identifier schema) {
        return Query.of(DEPENDENTS, row -> row.text("description"), schema.value(), schema.value(), MOST);
    }
}
