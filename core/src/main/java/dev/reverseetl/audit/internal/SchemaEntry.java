package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.List;

/**
 * A schema.
 *
 * @param oid its OID
 * @param name its name
 * @param owner its owner
 */
record SchemaEntry(long oid, Identifier name, Identifier owner) {
    private static final long PG_CATALOG = 11;

    /** Tells whether it is the one that is searched without asking. */
    boolean isPgCatalog() {
        return oid == PG_CATALOG;
    }

    static Query<SchemaEntry> query(Collection<Long> oids) {
        return Query.of(
                "SELECT n.oid::int8 AS oid, n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner"
                        + " FROM pg_namespace n WHERE n.oid = ANY (CAST(? AS text[])::oid[])",
                SchemaEntry::of,
                Oids.texts(oids));
    }

    /** Returns the query for the schemas of these names. */
    static Query<SchemaEntry> named(Collection<String> names) {
        return Query.of(
                "SELECT n.oid::int8 AS oid, n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner"
                        + " FROM pg_namespace n WHERE n.nspname = ANY (CAST(? AS text[]))",
                SchemaEntry::of,
                List.copyOf(names));
    }

    /** Returns the query for those of these names that a role may not use. */
    static Query<SchemaEntry> unusable(Collection<String> names, long role) {
        return Query.of(
                "SELECT n.oid::int8 AS oid, n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner FROM pg_namespace n"
                        + " WHERE n.nspname = ANY (CAST(? AS text[])) AND NOT has_schema_privilege(?::oid, n.oid, 'USAGE')"
                        + " ORDER BY n.nspname",
                SchemaEntry::of,
                List.copyOf(names),
                Long.toString(role));
    }

    /** Returns the query for those of these names that the current user may not use. */
    static Query<SchemaEntry> unusable(Collection<String> names) {
        return Query.of(
                "SELECT n.oid::int8 AS oid, n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner FROM pg_namespace n"
                        + " WHERE n.nspname = ANY (CAST(? AS text[])) AND NOT has_schema_privilege(n.oid, 'USAGE')"
                        + " ORDER BY n.nspname",
                SchemaEntry::of,
                List.copyOf(names));
    }

    private static SchemaEntry of(Row row) {
        return new SchemaEntry(row.number("oid"), row.name("name"), row.name("owner"));
    }
}
