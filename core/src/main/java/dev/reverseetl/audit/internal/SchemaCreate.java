package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import java.util.List;

/**
 * A schema other than the managed one in which the role, somebody in its {@link Reach}, or everybody was allowed to
 * create.
 *
 * @param schema the schema
 * @param everybody whether PUBLIC may; else the role or somebody in its reach
 * @param holders who was granted it; empty for PUBLIC
 */
record SchemaCreate(Identifier schema, boolean everybody, List<String> holders) {
    SchemaCreate {
        holders = List.copyOf(holders);
    }

    static Query<SchemaCreate> query(Identifier role, Identifier managedSchema, ServerVersion version) {
        return Query.of(
                Reach.with(version) + """

                SELECT n.nspname AS schema, a.grantee = 0 AS everybody,
                       array_agg(DISTINCT pg_get_userbyid(a.grantee)::text) FILTER (WHERE a.grantee <> 0) AS holders
                  FROM pg_namespace n, aclexplode(n.nspacl) AS a
                 WHERE a.privilege_type = 'CREATE' AND a.grantee <> n.nspowner
                   AND (a.grantee = 0 OR a.grantee IN (SELECT oid FROM reach))
                   AND n.nspname <> ? AND n.nspname !~ '^pg_(toast|temp)'
                 GROUP BY 1, 2 ORDER BY 1, 2""",
                row -> new SchemaCreate(row.name("schema"), row.flag("everybody"), row.texts("holders")),
                role.value(),
                managedSchema.value());
    }
}
