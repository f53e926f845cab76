package dev.reverseetl.examples;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What PostgreSQL's catalogs say of roles, memberships, schemas, tables, rights, default rights and settings, one line
 * each: taken without the library, so that it can be checked by what it says. What PostgreSQL itself brings along, and
 * what an owner may do with its own, is left out.
 *
 * @param facts the lines
 */
record CatalogSnapshot(SortedSet<String> facts) {
    private static final String FACTS = """
            WITH objects AS (
                SELECT 'database ' || datname AS name, datdba AS owner, coalesce(datacl, acldefault('d', datdba)) AS acl
                  FROM pg_database WHERE datname = current_database()
                UNION ALL
                SELECT 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner))
                  FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                UNION ALL
                SELECT CASE relkind WHEN 'v' THEN 'view ' ELSE 'table ' END || nspname || '.' || relname, relowner,
                       coalesce(relacl, acldefault('r', relowner))
                  FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
                 WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
                UNION ALL
                SELECT 'future tables of ' || pg_get_userbyid(defaclrole) || ' in schema ' || nspname, defaclrole, defaclacl
                  FROM pg_default_acl JOIN pg_namespace n ON n.oid = defaclnamespace
            )
            SELECT 'role ' || rolname || CASE WHEN rolcanlogin THEN ', which can log in' ELSE '' END
              FROM pg_roles WHERE rolname !~ '^pg_'
            UNION ALL
            SELECT pg_get_userbyid(member) || ' is a member of ' || pg_get_userbyid(roleid)
                   || CASE WHEN admin_option THEN ' and may administer it' ELSE '' END
                   || ' (granted by ' || pg_get_userbyid(grantor) || ')'
              FROM pg_auth_members WHERE pg_get_userbyid(roleid) !~ '^pg_' OR pg_get_userbyid(member) !~ '^pg_'
            UNION ALL
            SELECT name || ', owned by ' || pg_get_userbyid(owner) FROM objects WHERE name !~ '^future tables'
            UNION ALL
            SELECT CASE grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(grantee) END || ' may ' || privilege_type
                   || ' on ' || name || ' (granted by ' || pg_get_userbyid(grantor) || ')'
              FROM objects, aclexplode(acl) WHERE grantee <> owner
            UNION ALL
            SELECT 'setting of ' || coalesce(pg_get_userbyid(nullif(setrole, 0)), 'everybody') || ': ' || setting
              FROM pg_db_role_setting, unnest(setconfig) AS setting
            """;

    static CatalogSnapshot of(DataSource superuser) throws SQLException {
        SortedSet<String> facts = new TreeSet<>();
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FACTS)) {
            while (rows.next()) {
                facts.add(rows.getString(1));
            }
        }
        return new CatalogSnapshot(facts);
    }

    /** Returns what came and what went since another snapshot, as lines with a plus or a minus. */
    List<String> changesSince(CatalogSnapshot before) {
        SortedSet<String> changes = new TreeSet<>();
        facts.stream().filter(fact -> !before.facts.contains(fact)).forEach(fact -> changes.add("+ " + fact));
        before.facts.stream().filter(fact -> !facts.contains(fact)).forEach(fact -> changes.add("- " + fact));
        return List.copyOf(changes);
    }
}
