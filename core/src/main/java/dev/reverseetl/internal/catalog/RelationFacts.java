package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table, partitioned table, view, materialized view or foreign table, and which of the wanted privileges on it the
 * role lacks.
 *
 * @param oid its OID
 * @param name its name
 * @param owner its owner
 * @param missing the wanted privileges that the role lacks
 * @param grantable those of the wanted privileges that the administrator may grant
 */
public record RelationFacts(
        long oid, QualifiedName name, Identifier owner, Set<Privilege> missing, Set<Privilege> grantable) {

    private static final String SELECT = """
            SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
                   ARRAY(SELECT p FROM unnest(CAST(? AS text[])) AS p WHERE NOT has_table_privilege(t.oid, c.oid, p)) AS missing,
                   ARRAY(SELECT p FROM unnest(CAST(? AS text[])) AS p
                          WHERE has_table_privilege(c.oid, p || ' WITH GRANT OPTION')) AS grantable
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace,
                   (SELECT coalesce((SELECT oid FROM pg_roles WHERE rolname = ?), 0::oid) AS oid) AS t
            """;

    /** Returns the query for all relations that can be read in these schemas, and for these single ones. */
    public static Query<RelationFacts> readable(
            Identifier role, Collection<Identifier> schemas, Collection<QualifiedName> names) {
        List<String> wanted = List.of(Privilege.SELECT.name());
        return Query.of(
                SELECT + """
                         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                           AND (n.nspname = ANY (?)
                                OR (n.nspname, c.relname) IN (SELECT w.schema, w.name
                                                                FROM unnest(CAST(? AS text[]), CAST(? AS text[])) AS w(schema, name)))
                         ORDER BY 2, 3""",
                RelationFacts::of,
                wanted,
                wanted,
                role.value(),
                schemas.stream().map(Identifier::value).toList(),
                names.stream().map(name -> name.schema().value()).toList(),
                names.stream().map(name -> name.name().value()).toList());
    }

    /** Returns the query for the tables of the managed schema that the role can't write. */
    public static Query<RelationFacts> notWritable(Identifier role, Identifier schema) {
        List<String> wanted = List.of("SELECT", "INSERT", "UPDATE", "DELETE");
        return Query.of(SELECT + """
                         WHERE c.relkind IN ('r', 'p') AND n.nspname = ?
                           AND NOT (has_table_privilege(t.oid, c.oid, 'SELECT') AND has_table_privilege(t.oid, c.oid, 'INSERT')
                                    AND has_table_privilege(t.oid, c.oid, 'UPDATE') AND has_table_privilege(t.oid, c.oid, 'DELETE'))
                         ORDER BY 2, 3""", RelationFacts::of, wanted, wanted, role.value(), schema.value());
    }

    private static RelationFacts of(Row row) {
        return new RelationFacts(
                row.number("oid"),
                new QualifiedName(row.name("schema"), row.name("name")),
                row.name("owner"),
                privileges(row.texts("missing")),
                privileges(row.texts("grantable")));
    }

    private static Set<Privilege> privileges(List<String> names) {
        return names.stream().map(Privilege::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
