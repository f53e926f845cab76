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

    private SchemaContent() {}

    /** Returns the query for the relations of a schema. */
    public static Query<QualifiedName> query(Identifier schema) {
        return Query.of(SQL, row -> new QualifiedName(row.name("schema"), row.name("name")), schema.value(), MOST);
    }
}
