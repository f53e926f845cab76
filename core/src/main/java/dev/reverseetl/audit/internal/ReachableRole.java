package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import java.util.List;

/**
 * Another role whose rights the role has or can come to have by itself.
 *
 * @param name its name
 * @param settable whether the role can act as it by {@code SET ROLE}; else it only has the rights of it
 * @param superuser whether it is a superuser
 * @param attributes its other attributes that a source doesn't need
 */
record ReachableRole(Identifier name, boolean settable, boolean superuser, List<String> attributes) {

    ReachableRole {
        attributes = List.copyOf(attributes);
    }

    static Query<ReachableRole> query(Identifier role, ServerVersion version) {
        return Query.of(
                Reach.with(version) + """

                SELECT r.rolname AS name, x.settable, r.rolsuper AS superuser,
                       array_remove(ARRAY[CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
                                          CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
                                          CASE WHEN r.rolreplication THEN 'REPLICATION' END,
                                          CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END], NULL) AS attributes
                  FROM reach x JOIN pg_roles r ON r.oid = x.oid
                 WHERE r.rolname <> ?
                 ORDER BY 1""",
                row -> new ReachableRole(
                        row.name("name"), row.flag("settable"), row.flag("superuser"), row.texts("attributes")),
                role.value(),
                role.value());
    }
}
