package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;

/** Tables that are added or rebuilt are readable exactly if no finding says otherwise. */
class FutureTablesIT {
    @OutermostPostgres
    void areReadableByEachKindOfDefaultPrivilege(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        assertUnreadable(role);
        role.run("GRANT :grp TO :role");
        for (String grantee : List.of(":role", ":grp", "PUBLIC")) {
            for (String where : List.of("", " IN SCHEMA app")) {
                String privileges = "ALTER DEFAULT PRIVILEGES FOR ROLE :owner" + where;
                role.run(privileges + " GRANT SELECT ON TABLES TO " + grantee);
                assertReadable(role);
                role.run(privileges + " REVOKE SELECT ON TABLES FROM " + grantee);
                assertUnreadable(role);
            }
        }
    }

    @OutermostPostgres
    void areNotReadableByOtherDefaultPrivileges(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run(
                "ALTER DEFAULT PRIVILEGES FOR ROLE :grp IN SCHEMA app GRANT SELECT ON TABLES TO :role",
                "ALTER DEFAULT PRIVILEGES FOR ROLE :owner IN SCHEMA public GRANT SELECT ON TABLES TO :role",
                "ALTER DEFAULT PRIVILEGES FOR ROLE :owner IN SCHEMA app GRANT INSERT ON TABLES TO :role",
                "ALTER DEFAULT PRIVILEGES FOR ROLE :owner IN SCHEMA app GRANT SELECT ON SEQUENCES TO :role",
                "ALTER DEFAULT PRIVILEGES FOR ROLE :owner IN SCHEMA app GRANT SELECT ON TABLES TO :grp");
        assertUnreadable(role);
        role.run("ALTER ROLE :role NOINHERIT", "GRANT :grp TO :role");
        assertUnreadable(role);
    }

    @OutermostPostgres
    void areReadableByMembership(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        role.run("GRANT pg_read_all_data TO :role");
        assertReadable(role);
        role.run("REVOKE pg_read_all_data FROM :role", "GRANT :owner TO :role");
        assertReadable(role);
    }

    /** The remedy is a statement that helps. */
    @OutermostPostgres
    void areReadableAfterTheRemedy(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        Finding finding = findings(role).get(0);
        assertThat(finding.code()).isEqualTo("FUTURE_TABLES_UNREADABLE");
        assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
        String cure = "ALTER DEFAULT PRIVILEGES FOR ROLE \"" + role.owner()
                + "\" IN SCHEMA \"app\" GRANT SELECT ON TABLES TO "
                + role.login().quotedRole();
        assertThat(finding.remedy()).contains(": " + cure + ";");
        role.run(cure);
        assertReadable(role);
    }

    @OutermostPostgres
    void onlyTheGivenSchemasAndRelationsCount(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        long app = oid(role, "'app'::regnamespace");
        long table = oid(role, "'app.t'::regclass");
        long catalog = oid(role, "'pg_class'::regclass");
        long system = oid(role, "'pg_catalog'::regnamespace");
        assertThat(read(role, List.of(app, system), List.of(table, catalog))).hasSize(1);
        assertThat(read(role, List.of(system), List.of(table, catalog))).isEmpty();
        assertThat(read(role, List.of(app, system), List.of(catalog))).isEmpty();
    }

    private static void assertReadable(AuditedRole role) throws SQLException {
        assertThat(findings(role)).isEmpty();
        assertThat(readsNextTable(role)).isTrue();
    }

    private static void assertUnreadable(AuditedRole role) throws SQLException {
        assertThat(findings(role)).extracting(Finding::code).containsExactly("FUTURE_TABLES_UNREADABLE");
        assertThat(readsNextTable(role)).isFalse();
    }

    private static boolean readsNextTable(AuditedRole role) throws SQLException {
        role.run("SET ROLE :owner", "CREATE TABLE app.next ()", "RESET ROLE");
        try (TestSession session = role.login().session()) {
            return session.queryOne(Boolean.class, "SELECT has_table_privilege('app.next', 'SELECT')");
        } finally {
            role.run("DROP TABLE app.next");
        }
    }

    private static List<Finding> findings(AuditedRole role) throws SQLException {
        return FutureTables.findings(
                read(role, List.of(oid(role, "'app'::regnamespace")), List.of(oid(role, "'app.t'::regclass"))),
                Identifier.of(role.login().role()));
    }

    private static List<FutureTables> read(AuditedRole role, List<Long> schemas, List<Long> relations)
            throws SQLException {
        long acting = oid(role, "'" + role.login().quotedRole() + "'::regrole");
        return role.read(version -> FutureTables.query(acting, schemas, relations));
    }

    private static long oid(AuditedRole role, String constant) throws SQLException {
        return role.database().queryOne(Long.class, "SELECT " + constant + "::oid::int8");
    }
}
