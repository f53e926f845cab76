package dev.reverseetl.testing;

/** Queries for the part of {@link CatalogSnapshot} that belongs to one database: a line each. */
final class CatalogRights {
    /**
     * Each object: catalog and OID, column, what it is, its name, owner, rights if written down, standard rights.
     * Without temporary schemas, and without types that only are the row or array of something. The thousands of
     * PostgreSQL's own functions whose rights aren't written down would be left out below too, but their names are most
     * of the work.
     */
    private static final String OBJECTS = """
            SELECT tableoid, oid, 0, 'schema', quote_ident(nspname), nspowner, nspacl, acldefault('n', nspowner)
            FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'
            UNION ALL
            SELECT c.tableoid, c.oid, 0,
                   CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END,
                   format('%I.%I', nspname, relname), relowner, relacl,
                   acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)
            FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND nspname !~ '^pg_(toast|temp)'
            UNION ALL
            SELECT c.tableoid, c.oid, attnum, 'column', format('%I.%I.%I', nspname, relname, attname), NULL, attacl,
                   acldefault('c', relowner)
            FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
            WHERE attacl IS NOT NULL AND NOT attisdropped
            UNION ALL
            SELECT p.tableoid, p.oid, 0, 'routine',
                   format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)),
                   proowner, proacl, acldefault('f', proowner)
            FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
            WHERE nspname !~ '^pg_temp' AND (p.oid >= 16384 OR proacl IS NOT NULL)
            UNION ALL
            SELECT t.tableoid, t.oid, 0, 'type', format('%I.%I', nspname, typname), typowner, typacl,
                   acldefault('T', typowner)
            FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace LEFT JOIN pg_class c ON c.oid = typrelid
            WHERE typcategory <> 'A' AND coalesce(relkind, 'c') = 'c' AND nspname !~ '^pg_(toast|temp)'
            UNION ALL
            SELECT tableoid, oid, 0, 'language', quote_ident(lanname), lanowner, lanacl, acldefault('l', lanowner)
            FROM pg_language
            UNION ALL
            SELECT tableoid, oid, 0, 'foreign-data wrapper', quote_ident(fdwname), fdwowner, fdwacl,
                   acldefault('F', fdwowner)
            FROM pg_foreign_data_wrapper
            UNION ALL
            SELECT tableoid, oid, 0, 'server', quote_ident(srvname), srvowner, srvacl, acldefault('S', srvowner)
            FROM pg_foreign_server
            UNION ALL
            SELECT 'pg_largeobject'::regclass, oid, 0, 'large object', oid::text, lomowner, lomacl,
                   acldefault('L', lomowner)
            FROM pg_largeobject_metadata""";

    /** Rights on settings, from version 15 on. */
    private static final String PARAMETERS = """
            UNION ALL
            SELECT tableoid, oid, 0, 'parameter', parname, NULL, paracl, acldefault('p', 10) FROM pg_parameter_acl""";

    /** PostgreSQL's own objects, whose OIDs are below 16384, only where their rights are not as after initdb. */
    private static final String LINES = """
            WITH object (class, oid, sub, kind, name, owner, acl, standard) AS (
            /* objects */
            ), initial AS (
                SELECT classoid, objoid, objsubid, initprivs FROM pg_init_privs
            ), effective AS (
                SELECT kind, name, owner, coalesce(acl, standard) AS acl
                FROM object LEFT JOIN initial ON (classoid, objoid, objsubid) = (class, oid, sub)
                WHERE oid >= 16384 OR kind IN ('schema', 'parameter')
                      OR acl IS NOT NULL
                         AND (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(acl) AS a)
                             IS DISTINCT FROM
                             (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(coalesce(initprivs, standard)) AS a)
            )
            SELECT format('%s %s belongs to %I', kind, name, pg_get_userbyid(owner)) FROM effective WHERE owner IS NOT NULL
            UNION ALL
            SELECT format('%s %s: %s may %s%s, says %I', kind, name,
                          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                          privilege_type, CASE WHEN is_grantable THEN ' and grant it' END, pg_get_userbyid(grantor))
            FROM effective, aclexplode(acl)""";

    /**
     * What ALTER DEFAULT PRIVILEGES has left: entries without a schema replace the standard rights, the others add to
     * them.
     */
    static final String BY_DEFAULT = """
            WITH entry AS (
                SELECT format('what %I creates in %s as %s', pg_get_userbyid(defaclrole),
                              coalesce('schema ' || quote_ident(nspname), 'any schema'),
                              CASE defaclobjtype WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'routine'
                                                 WHEN 'T' THEN 'type' WHEN 'n' THEN 'schema'
                                                 ELSE defaclobjtype::text END) AS what,
                       defaclnamespace, defaclacl
                FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
            )
            SELECT what || ': not the standard rights' FROM entry WHERE defaclnamespace = 0
            UNION ALL
            SELECT format('%s: %s may %s%s, says %I', what,
                          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                          privilege_type, CASE WHEN is_grantable THEN ' and grant it' END, pg_get_userbyid(grantor))
            FROM entry, aclexplode(defaclacl)""";

    private CatalogRights() {}

    static String ofObjects(int major) {
        return LINES.replace("/* objects */", major < 15 ? OBJECTS : OBJECTS + "\n" + PARAMETERS);
    }
}
