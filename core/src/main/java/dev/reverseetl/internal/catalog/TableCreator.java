package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import java.util.Collection;

/**
 * A role that creates tables in a schema: it owns some there, owns the schema, or was granted CREATE on it.
 *
 * @param schema the schema
 * @param schemaOid the schema's OID
 * @param creator the role
 * @param creatorOid the role's OID
 * @param readsFutureTables whether tables that it creates there will be readable for the role
 * @param adminMayAlter whether the administrator may alter its default privileges
 */
public record TableCreator(
        Identifier schema,
        long schemaOid,
        Identifier creator,
        long creatorOid,
        boolean readsFutureTables,
        boolean adminMayAlter) {

    /** Returns the query for the creators in these schemas, the role itself left out. */
    public static Query<TableCreator> query(Identifier role, Collection<Identifier> schemas, ServerVersion version) {
        return Query.of(
                """
                WITH t AS (SELECT (SELECT oid FROM pg_roles WHERE rolname = ?) AS oid),
                s AS (SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname = ANY (?)),
                found AS (
                    SELECT s.oid AS schema, c.relowner AS role FROM s JOIN pg_class c ON c.relnamespace = s.oid
                     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                    UNION SELECT s.oid, s.nspowner FROM s
                    UNION SELECT s.oid, a.grantee FROM s, aclexplode(s.nspacl) AS a
                     WHERE a.privilege_type = 'CREATE' AND a.grantee <> 0),
                creator AS (
                    -- pg_database_owner stands for the database's owner and creates nothing itself
                    SELECT DISTINCT f.schema, CASE WHEN r.rolname = 'pg_database_owner' THEN d.datdba ELSE r.oid END AS role
                      FROM found f JOIN pg_roles r ON r.oid = f.role, pg_database d WHERE d.datname = current_database())
                SELECT s.nspname AS schema, s.oid::int8 AS schema_oid, r.rolname AS creator, r.oid::int8 AS creator_oid,
                       EXISTS (SELECT FROM pg_default_acl d, aclexplode(d.defaclacl) AS a
                                WHERE d.defaclrole = r.oid AND d.defaclnamespace IN (s.oid, 0) AND d.defaclobjtype = 'r'
                                  AND a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_has_role(t.oid, a.grantee, 'USAGE')))
                       OR pg_has_role(t.oid, 'pg_read_all_data', 'USAGE') AS reads,
                       pg_has_role(current_user, r.oid, ?) AS may_alter
                  FROM creator c JOIN s ON s.oid = c.schema JOIN pg_roles r ON r.oid = c.role, t
                 WHERE r.oid IS DISTINCT FROM t.oid
                 ORDER BY 1, 3""",
                row -> new TableCreator(
                        row.name("schema"),
                        row.number("schema_oid"),
                        row.name("creator"),
                        row.number("creator_oid"),
                        row.flag("reads"),
                        row.flag("may_alter")),
                role.value(),
                schemas.stream().map(Identifier::value).toList(),
                version.isAtLeast(16) ? "USAGE" : "MEMBER");
    }
}
