package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;

/**
 * Another database of the cluster that a role owns, or has rights on. Such rights are shared by the whole cluster:
 * {@code DROP OWNED} takes them too, wherever it is run.
 *
 * @param oid the database's OID
 * @param name its name
 * @param owned whether the role owns it
 * @param privileges the role's own rights on it that the administrator may grant, and so may lose it
 */
public record OtherDatabase(long oid, Identifier name, boolean owned, List<Privilege> privileges) {
    private static final String SQL = """
            SELECT d.oid::int8 AS oid, d.datname AS name, d.datdba = r.oid AS owned,
                   ARRAY(SELECT DISTINCT a.privilege_type FROM aclexplode(d.datacl) AS a
                          WHERE a.grantee = r.oid AND d.datdba <> r.oid
                            AND has_database_privilege(d.oid, a.privilege_type || ' WITH GRANT OPTION')
                          ORDER BY 1) AS privileges
              FROM pg_database d, pg_roles r
             WHERE r.rolname = ? AND d.datname <> current_database()
               AND (d.datdba = r.oid OR EXISTS (SELECT FROM aclexplode(d.datacl) AS a WHERE a.grantee = r.oid))
             ORDER BY 2""";

    /** Returns the query. */
    public static Query<OtherDatabase> query(Identifier role) {
        return Query.of(
                SQL,
                row -> new OtherDatabase(
                        row.number("oid"),
                        row.name("name"),
                        row.flag("owned"),
                        row.texts("privileges").stream().map(Privilege::valueOf).toList()),
                role.value());
    }
}
