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

    /**
     * Follows what DROP SCHEMA … CASCADE would: whatever depends on what goes. A rule, default, trigger or policy is
     * where its relation is.
     */
    private static final String DEPENDENTS = """
            WITH RECURSIVE gone (classid, objid, objsubid) AS (
                SELECT 'pg_namespace'::regclass::oid, oid, 0 FROM pg_namespace WHERE nspname = ?
                UNION
                SELECT d.classid, d.objid, d.objsubid
                  FROM gone g
                  JOIN pg_depend d ON d.refclassid = g.classid AND d.refobjid = g.objid AND g.objsubid IN (0, d.refobjsubid))
            SELECT DISTINCT CASE WHEN w.oid IS NULL THEN pg_describe_object(g.classid, g.objid, g.objsubid)
                                 ELSE pg_describe_object('pg_class'::regclass, w.ev_class, 0) END AS description
              FROM gone g
              LEFT JOIN pg_rewrite w ON g.classid = 'pg_rewrite'::regclass AND w.oid = g.objid
              LEFT JOIN pg_attrdef a ON g.classid = 'pg_attrdef'::regclass AND a.oid = g.objid
              LEFT JOIN pg_trigger t ON g.classid = 'pg_trigger'::regclass AND t.oid = g.objid
              LEFT JOIN pg_policy p ON g.classid = 'pg_policy'::regclass AND p.oid = g.objid
              LEFT JOIN pg_class c ON c.oid = coalesce(w.ev_class, a.adrelid, t.tgrelid, p.polrelid)
              LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE coalesce(n.nspname, (pg_identify_object(g.classid, g.objid, g.objsubid)).schema) NOT IN (?, 'pg_toast')
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
