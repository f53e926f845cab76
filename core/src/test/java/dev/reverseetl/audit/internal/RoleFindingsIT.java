package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.setup.ReadScope;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;

/** Each finding about role and database appears with its cause, and goes with it. */
class RoleFindingsIT {
    /** What every database has before PostgreSQL 15. */
    private static final String BEFORE_15 = "PUBLIC_CREATES_IN_SCHEMA";

    @OutermostPostgres
    void appearWithTheirCauseAndGoWithIt(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        assertThat(role.findings()).isEmpty();
        for (RoleCase each : RoleCase.ALL) {
            role.run(each.cause());
            assertThat(role.findings())
                    .as(each.cause())
                    .extracting(Finding::code, Finding::severity)
                    .containsExactly(tuple(each.code(), each.severity()));
            role.run(each.cure());
            assertThat(role.findings()).as(each.cure()).isEmpty();
        }
    }

    @EachAdmin
    void areTheSameWhoeverAudits(TestDatabase database, Login admin) throws SQLException {
        AuditedRole role = audited(database);
        role.run(
                "ALTER ROLE :role CREATEDB VALID UNTIL '2020-01-01' CONNECTION LIMIT 0",
                "GRANT :grp, pg_read_all_data TO :role",
                "GRANT INSERT ON app.t TO :grp",
                "GRANT CREATE ON SCHEMA app TO :grp",
                "ALTER TABLE app.t OWNER TO :grp",
                "GRANT DELETE ON app.t TO PUBLIC",
                "ALTER ROLE :role SET role = :grp",
                "ALTER ROLE :role SET statement_timeout = '1s'");
        assertThat(role.findings(admin.dataSource(), List.of()))
                .isEqualTo(role.findings())
                .extracting(Finding::code)
                .containsExactly(
                        "ROLE_EXPIRED",
                        "ROLE_CONNECTION_LIMIT",
                        "STATEMENT_TIMEOUT",
                        "EXCESS_ATTRIBUTES",
                        "EXCESS_MEMBERSHIPS",
                        "EXCESS_PRIVILEGES",
                        "OWNS_OBJECTS",
                        "PUBLIC_WRITES_TABLES",
                        "SESSIONS_ACT_AS_ANOTHER");
    }

    /** What setup grants is no over-privilege, and what it makes can be used. */
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void areNoneAfterASetUp(TestDatabase database, Login admin) throws SQLException {
        Login login = new Login(database, database.uniqueRole("segment"), "none of your business");
        database.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC", "CREATE SCHEMA app", "CREATE TABLE app.t ()");
        database.run(
                "ALTER SCHEMA app OWNER TO " + admin.quotedRole(), "ALTER TABLE app.t OWNER TO " + admin.quotedRole());
        ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                .admin(admin.dataSource())
                .role(login.role())
                .password(Secret.of(login.password()))
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .segmentEndpoint("db.example.com", 5432)
                .build();
        setup.apply(setup.plan());
        AuditedRole role = new AuditedRole(database, login, "", "");
        assertThat(role.findings(admin.dataSource(), List.of())).isEmpty();
        try (TestSession session = login.session()) {
            session.run("CREATE TABLE __segment_reverse_etl.records_1 (record_id text, checksum text)");
        }
        assertThat(role.findings(admin.dataSource(), List.of())).isEmpty();
    }

    @OutermostPostgres
    void areSeenByTheRoleItself(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        role.run(
                "ALTER ROLE :role CREATEROLE",
                "GRANT TRUNCATE ON app.t TO :role",
                "ALTER ROLE :role SET row_security = 0");
        assertThat(role.findings(role.login().dataSource(), List.of()))
                .isEqualTo(role.findings())
                .extracting(Finding::code)
                .containsExactly("ROW_SECURITY_OFF", "EXCESS_ATTRIBUTES", "EXCESS_PRIVILEGES");
    }

    @OutermostPostgres
    void tellWhoWasGrantedWhat(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        role.run(
                "GRANT :grp TO :role",
                "GRANT INSERT, UPDATE ON app.t TO :grp",
                "DO $$ BEGIN FOR i IN 1..7 LOOP EXECUTE 'CREATE TABLE app.w' || i || ' ()';"
                        + " EXECUTE 'GRANT DELETE ON app.w' || i || ' TO :role'; END LOOP; END $$");
        assertThat(role.findings())
                .extracting(Finding::message)
                .containsExactly("The role " + role.login().quotedRole() + " may do more than a source needs:"
                        + " INSERT, UPDATE on \"app\".\"t\" through \"" + role.group() + "\"; DELETE on \"app\".\"w1\";"
                        + " DELETE on \"app\".\"w2\"; DELETE on \"app\".\"w3\"; DELETE on \"app\".\"w4\";"
                        + " and 3 more.");
    }

    @OutermostPostgres
    void leaveOutTheRightToLockWhatModelsLock(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        role.run("GRANT UPDATE ON app.t TO :role");
        long table = database.queryOne(Long.class, "SELECT 'app.t'::regclass::oid::int8");
        assertThat(role.findings(database.dataSource(), List.of(table))).isEmpty();
        assertThat(role.findings()).extracting(Finding::code).containsExactly("EXCESS_PRIVILEGES");
    }

    /** The longer ends of a password and longer times are only worth knowing. */
    @OutermostPostgres
    void areNoWarningWhileThereIsTime(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        String soon = database.queryOne(String.class, "SELECT (now() + interval '29 days')::text");
        String late = database.queryOne(String.class, "SELECT (now() + interval '31 days')::text");
        role.run("ALTER ROLE :role VALID UNTIL '" + soon + "'", "ALTER ROLE :role SET statement_timeout = '59999ms'");
        assertThat(role.findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("ROLE_EXPIRES", Severity.WARNING), tuple("STATEMENT_TIMEOUT", Severity.WARNING));
        role.run("ALTER ROLE :role VALID UNTIL '" + late + "'", "ALTER ROLE :role SET statement_timeout = '1min'");
        assertThat(role.findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("ROLE_EXPIRES", Severity.NOTICE), tuple("STATEMENT_TIMEOUT", Severity.NOTICE));
    }

    /** As the sessions themselves show. */
    @OutermostPostgres
    void agreeWithSessionsAboutWhoActs(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        String segment = role.login().role();
        role.run("GRANT :grp TO :role");
        assertActs(role, segment);
        role.run("ALTER DATABASE :db SET role = :grp");
        assertActs(role, role.group());
        role.run("ALTER ROLE :role SET role = none");
        assertActs(role, segment);
        role.run("ALTER ROLE :role IN DATABASE :db SET role = :owner"); // not a member: not heeded, the next one counts
        assertActs(role, segment);
        assertThat(role.findings()).extracting(Finding::code).containsExactly("ROLE_SETTING_IGNORED");
        role.run("ALTER ROLE :role SET role = :grp");
        assertActs(role, role.group());
        assertThat(role.findings())
                .extracting(Finding::code)
                .containsExactly("ROLE_SETTING_IGNORED", "SESSIONS_ACT_AS_ANOTHER");
        role.run("GRANT :owner TO :role");
        assertActs(role, role.owner());
    }

    private static void assertActs(AuditedRole role, String expected) throws SQLException {
        ActingRole acting = role.state(role.database().dataSource(), List.of()).acting();
        assertThat(acting.name().value()).isEqualTo(expected);
        assertThat(acting.isAnother()).isEqualTo(!expected.equals(role.login().role()));
        try (TestSession session = role.login().session()) {
            assertThat(session.queryOne(String.class, "SELECT current_user::text"))
                    .isEqualTo(expected);
        }
    }

    /** What blocks does keep sessions out. */
    @OutermostPostgres
    void blockWhereALoginFails(TestDatabase database) throws SQLException {
        AuditedRole role = audited(database);
        for (RoleCase each : RoleCase.ALL) {
            role.run(each.cause());
            if (each.severity() == Severity.BLOCKER && !each.code().equals("ROLE_READ_ONLY")) {
                assertThatExceptionOfType(SQLException.class)
                        .as(each.cause())
                        .isThrownBy(() -> role.login().connect().close());
            } else {
                role.login().connect().close();
            }
            role.run(each.cure());
        }
    }

    private static AuditedRole audited(TestDatabase database) throws SQLException {
        AuditedRole role = AuditedRole.create(database);
        if (database.server().major() < 15) {
            assertThat(role.findings()).extracting(Finding::code).containsExactly(BEFORE_15);
            role.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        }
        return role;
    }
}
