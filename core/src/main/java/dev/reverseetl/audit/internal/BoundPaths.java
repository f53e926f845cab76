package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The search paths that models are bound with: the role's own and, where it may not use all of its schemas, those only
 * that it may. As a piece of PL/pgSQL, for blocks that bind.
 */
final class BoundPaths {
    private static final Identifier TEMPORARY = Identifier.of("pg_temp");

    private BoundPaths() {}

    /** Returns the path with what is temporary in the session that audits coming last: the role won't have it. */
    static SearchPath withoutTemporary(SearchPath path) {
        if (path.schemas().contains(TEMPORARY)) {
            return path;
        }
        List<Identifier> schemas = new ArrayList<>(path.schemas());
        schemas.add(TEMPORARY);
        return new SearchPath(schemas);
    }

    /** Returns what the block begins with: the role's own. */
    static String initial(SearchPath path) {
        return SqlLiteral.array(List.of(path.quoted()));
    }

    /** Returns the statement that adds the second, where there is one. */
    static String completed(SearchPath path, RoleEntry role) {
        return """
                SELECT CASE WHEN pg_catalog.bool_and(u.usable) THEN paths
                              ELSE pg_catalog.array_append(paths, coalesce(pg_catalog.string_agg(pg_catalog.quote_ident(u.name), ', ' ORDER BY u.place)
                                                                               FILTER (WHERE u.usable), '')) END
                    INTO paths
                    FROM (SELECT n.nspname AS name, p.place, pg_catalog.has_schema_privilege(%2$s::pg_catalog.oid, n.oid, 'USAGE') AS usable
                            FROM pg_catalog.unnest(%1$s::pg_catalog.text[]) WITH ORDINALITY AS p(name, place)
                            JOIN pg_catalog.pg_namespace AS n ON n.nspname = p.name
                           UNION ALL SELECT 'pg_temp', 2147483647, true
                           UNION ALL SELECT 'pg_catalog', 0, true WHERE 'pg_catalog' OPERATOR(pg_catalog.<>) ALL (%1$s::pg_catalog.text[])) AS u;
                """.formatted(
                SqlLiteral.array(path.schemas().stream().map(Identifier::value).toList()), role.oid());
    }
}
