package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/**
 * Something in the current database, or shared by all but not another database, that depends on a role: the role owns
 * it, or has rights on it.
 *
 * @param description what it is, in the server's words
 * @param owned whether the role owns it
 * @param managed whether it is the managed schema, or a relation in it
 * @param database whether it is the database itself
 */
public record RoleDependency(String description, boolean owned, boolean managed, boolean database) {
    /** Bounds what is read; what is owned outside the managed schema comes first. */
    private static final long MOST = 200;

    /** Returns the query. */
    public static Query<RoleDependency> query(Identifier role, Identifier managedSchema) {
        return Query.of(
                """
                SELECT pg_describe_object(s.classid, s.objid, s.objsubid) AS description, s.deptype = 'o' AS owned,
                       coalesce((s.classid = 'pg_namespace'::regclass AND s.objid = m.oid)
                       OR (s.classid = 'pg_class'::regclass
                           AND EXISTS (SELECT FROM pg_class c WHERE c.oid = s.objid AND c.relnamespace = m.oid)), false) AS managed,
                       s.classid = 'pg_database'::regclass AS database
                  FROM pg_shdepend s
                  JOIN pg_database d ON d.datname = current_database()
                  LEFT JOIN pg_namespace m ON m.nspname = ?
                 WHERE (s.dbid = d.oid
                        OR (s.dbid = 0 AND (s.classid <> 'pg_database'::regclass OR s.objid = d.oid)))
                   AND s.refclassid = 'pg_authid'::regclass
                   AND s.refobjid = (SELECT oid FROM pg_roles WHERE rolname = ?)
                   AND s.deptype IN ('o', 'a', 'r')
                 ORDER BY 2 DESC, 3, 1 LIMIT ?""",
                row -> new RoleDependency(
                        row.text("description"), row.flag("owned"), row.flag("managed"), row.flag("database")),
                managedSchema.value(),
                role.value(),
                MOST);
    }
}
