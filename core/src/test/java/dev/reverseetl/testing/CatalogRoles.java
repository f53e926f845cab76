package dev.reverseetl.testing;

import java.util.List;

/**
 * Queries for the part of {@link CatalogSnapshot} that belongs to the cluster: a line, and the names of the roles and
 * databases in it.
 */
final class CatalogRoles {
    private static final String DATABASES = """
            SELECT line, ARRAY[datname, owner, grantee, grantor]
            FROM (SELECT datname, pg_get_userbyid(datdba)::text AS owner, NULL AS grantee, NULL AS grantor,
                         format('database %I belongs to %I', datname, pg_get_userbyid(datdba))
                  FROM pg_database
                  UNION ALL
                  SELECT datname, NULL, pg_get_userbyid(a.grantee)::text, pg_get_userbyid(a.grantor)::text,
                         format('database %I: %s may %s%s, says %I', datname,
                                CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                                a.privilege_type, CASE WHEN a.is_grantable THEN ' and grant it' END,
                                pg_get_userbyid(a.grantor))
                  FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS a
                 ) AS databases (datname, owner, grantee, grantor, line)""";

    private static final String ROLES = """
            SELECT format('role %I: ', rolname)
                   || concat_ws(' ', CASE WHEN rolsuper THEN 'SUPERUSER' END,
                                CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                                CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
                                CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                                CASE WHEN rolcanlogin THEN 'LOGIN' END,
                                CASE WHEN rolreplication THEN 'REPLICATION' END,
                                CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
                                'CONNECTION LIMIT ' || rolconnlimit,
                                'VALID UNTIL ' || coalesce(rolvaliduntil, 'infinity')),
                   ARRAY[rolname]
            FROM pg_roles""";

    /** Joined, so that all names are of one moment: other tests drop roles meanwhile. */
    private static final String MEMBERSHIPS = """
            SELECT format('role %I is member of %I WITH ', m.rolname, r.rolname)
                   || concat_ws(', ', 'ADMIN ' || admin_option /* options */)
                   || format(', says %I', g.rolname),
                   ARRAY[m.rolname, r.rolname, g.rolname]
            FROM pg_auth_members
                 JOIN pg_roles m ON m.oid = member
                 JOIN pg_roles r ON r.oid = roleid
                 LEFT JOIN pg_roles g ON g.oid = grantor""";

    private static final String SETTINGS = """
            SELECT format('setting of role %s in database %s: %s', coalesce(quote_ident(rolname), 'any'),
                          coalesce(quote_ident(datname), 'any'), setting),
                   ARRAY[rolname, datname]
            FROM pg_db_role_setting
                 LEFT JOIN pg_roles ON pg_roles.oid = setrole
                 LEFT JOIN pg_database ON pg_database.oid = setdatabase,
                 unnest(setconfig) AS setting""";

    private CatalogRoles() {}

    static List<String> queries(int major) {
        String memberships = major < 16
                ? MEMBERSHIPS
                : MEMBERSHIPS.replace("/* options */", ", 'INHERIT ' || inherit_option, 'SET ' || set_option");
        return List.of(DATABASES, ROLES, memberships, SETTINGS);
    }
}
