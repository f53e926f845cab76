package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import java.util.Collection;
import java.util.List;

/** The names that objects have now, by their OIDs: they may have been renamed, moved or dropped since. */
public final class CurrentNames {
    private static final String TABLES = """
            SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (CAST(CAST(? AS text[]) AS oid[]))""";

    private static final String ROUTINES = """
            SELECT p.oid::int8 AS oid, n.nspname AS schema, p.proname AS name,
                   ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) AS t) AS types
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE p.oid = ANY (CAST(CAST(? AS text[]) AS oid[]))""";

    private static final String COLUMNS = """
            SELECT a.attrelid::int8 AS oid, a.attname AS name
              FROM pg_attribute a
             WHERE a.attrelid = ANY (CAST(CAST(? AS text[]) AS oid[])) AND NOT a.attisdropped""";

    private static final String ROLES_BY_NAME = """
            SELECT r.oid::int8 AS oid, r.rolname AS name FROM pg_roles r WHERE r.rolname = ANY (?)""";

    private static final String SCHEMAS = """
            SELECT n.oid::int8 AS oid, n.nspname AS name
              FROM pg_namespace n
             WHERE n.oid = ANY (CAST(CAST(? AS text[]) AS oid[]))""";

    private static final String ROLES = """
            SELECT r.oid::int8 AS oid, r.rolname AS name
              FROM pg_roles r
             WHERE r.oid = ANY (CAST(CAST(? AS text[]) AS oid[]))""";

    private CurrentNames() {}

    /** Returns the query for the tables, views and so on that still exist. */
    public static Query<DatabaseObject> tables(Collection<Long> oids) {
        return Query.of(
                TABLES,
                row -> DatabaseObject.table(row.number("oid"), new QualifiedName(row.name("schema"), row.name("name"))),
                texts(oids));
    }

    /** Returns the query for the routines that still exist. */
    public static Query<DatabaseObject> routines(Collection<Long> oids) {
        return Query.of(
                ROUTINES,
                row -> DatabaseObject.routine(
                        row.number("oid"), new QualifiedName(row.name("schema"), row.name("name")), row.texts("types")),
                texts(oids));
    }

    /** Returns the query for the columns of tables. */
    public static Query<ColumnName> columns(Collection<Long> tables) {
        return Query.of(COLUMNS, row -> new ColumnName(row.number("oid"), row.name("name")), texts(tables));
    }

    /** Returns the query for the roles of these names that exist. */
    public static Query<RoleName> rolesNamed(Collection<Identifier> names) {
        return Query.of(
                ROLES_BY_NAME,
                row -> new RoleName(row.number("oid"), row.name("name")),
                names.stream().map(Identifier::value).toList());
    }

    /** Returns the query for the schemas that still exist. */
    public static Query<DatabaseObject> schemas(Collection<Long> oids) {
        return Query.of(SCHEMAS, row -> DatabaseObject.schema(row.number("oid"), row.name("name")), texts(oids));
    }

    /** Returns the query for the roles that still exist. */
    public static Query<RoleName> roles(Collection<Long> oids) {
        return Query.of(ROLES, row -> new RoleName(row.number("oid"), row.name("name")), texts(oids));
    }

    /**
     * A role's present name.
     *
     * @param oid its OID
     * @param name its name
     */
    public record RoleName(long oid, Identifier name) {}

    /**
     * A column.
     *
     * @param table its table's OID
     * @param name its name
     */
    public record ColumnName(long table, Identifier name) {}

    private static List<String> texts(Collection<Long> oids) {
        return oids.stream().map(String::valueOf).toList();
    }
}
