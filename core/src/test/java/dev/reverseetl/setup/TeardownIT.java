package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The role goes, with all that ties it to the database, and nobody's data goes with it unasked. */
class TeardownIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void leavesTheCatalogAsItWasBeforeTheSetUp(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = setup(admin, database.uniqueRole("segment"));
        assertThat(setup.teardown().steps()).isEmpty();
        setup.apply(setup.plan());
        SetupPlan plan = setup.teardown();
        assertThat(plan.foreignSteps()).isEmpty();
        SetupResult result = setup.apply(plan);
        assertThat(result.steps()).isEqualTo(plan.steps());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        assertThat(setup.teardown().steps()).isEmpty();
        assertThat(result.undoRecord().isEmpty()).isTrue();
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void keepsTheManagedTablesUnlessToldOtherwise(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.plan());
        try (TestSession segment = login(database, role)) {
            segment.run("CREATE TABLE __segment_reverse_etl.records_1 (record_id text)");
        }
        CatalogSnapshot used = CatalogSnapshot.of(database);
        SetupPlan plan = setup.teardown();
        assertThat(plan.blockers()).extracting(Finding::code).containsExactly("MANAGED_SCHEMA_NOT_EMPTY");
        assertThat(plan.blockers().get(0).message()).contains("\"__segment_reverse_etl\".\"records_1\"");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_BLOCKED));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(used.lines());

        setup.apply(setup.teardown(ManagedTables.DROP));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void givesWhatTheRoleOwnsToTheAdministrator(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.plan());
        Login reader = database.createLogin("reader");
        try (TestSession segment = login(database, role)) {
            segment.run(
                    "CREATE SCHEMA mine",
                    "CREATE TABLE mine.things (id serial PRIMARY KEY, name text)",
                    "INSERT INTO mine.things (name) VALUES ('kept')",
                    "CREATE VIEW mine.names AS SELECT name FROM mine.things",
                    "CREATE FUNCTION mine.one() RETURNS int LANGUAGE sql RETURN 1",
                    "CREATE TYPE mine.mood AS ENUM ('fine')",
                    "GRANT USAGE ON SCHEMA mine TO " + reader.quotedRole(),
                    "GRANT SELECT ON mine.names TO " + reader.quotedRole(),
                    "SELECT lo_create(0)",
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + reader.quotedRole(),
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA mine GRANT SELECT ON TABLES TO " + reader.quotedRole());
        }
        setup.apply(setup.teardown());
        assertThat(CatalogSnapshot.of(database).lines()).noneMatch(line -> line.contains(role));
        assertThat(database.rows("SELECT tableowner FROM pg_tables WHERE schemaname = 'mine'"))
                .containsExactly(admin.role());
        try (TestSession session = reader.session()) {
            assertThat(session.rows("SELECT name FROM mine.names")).containsExactly("kept");
        }
    }

    @EachAdmin({AdminShape.SUPERUSER})
    void removesRightsOfEveryKind(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        Login third = database.createLogin("third");
        String group = database.uniqueRole("group");
        String member = database.uniqueRole("member");
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.plan());
        database.run(
                "CREATE ROLE " + group,
                "CREATE ROLE " + member,
                "CREATE SCHEMA vault AUTHORIZATION " + third.quotedRole(),
                "GRANT " + group + " TO " + quoted + " WITH ADMIN OPTION",
                "GRANT pg_monitor TO " + quoted,
                "GRANT " + quoted + " TO " + member,
                "ALTER ROLE " + quoted + " SET work_mem = '8MB'",
                "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " SET work_mem = '8MB'",
                "CREATE POLICY only_segment ON app.orders TO " + quoted + ", " + third.quotedRole());
        if (database.server().major() >= 15) {
            database.run("GRANT SET ON PARAMETER log_statement TO " + quoted);
        }
        try (TestSession session = third.session()) {
            session.run(
                    "CREATE TABLE vault.gold (id int, bars int)",
                    "CREATE SEQUENCE vault.numbers",
                    "CREATE FUNCTION vault.one() RETURNS int LANGUAGE sql RETURN 1",
                    "CREATE TYPE vault.mood AS ENUM ('fine')",
                    "GRANT USAGE ON SCHEMA vault TO " + quoted,
                    "GRANT SELECT (id), UPDATE (bars) ON vault.gold TO " + quoted,
                    "GRANT USAGE ON SEQUENCE vault.numbers TO " + quoted,
                    "GRANT EXECUTE ON FUNCTION vault.one() TO " + quoted,
                    "GRANT USAGE ON TYPE vault.mood TO " + quoted,
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + quoted);
        }
        SetupPlan plan = setup.teardown();
        assertThat(plan.foreignSteps()).isEmpty();
        setup.apply(plan);
        assertThat(CatalogSnapshot.of(database).lines()).noneMatch(line -> line.contains(role));
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void waitsUntilOthersHaveTakenBackWhatOnlyTheyCan(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        Login third = database.createLogin("third");
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.plan());
        database.run(
                "CREATE SCHEMA vault AUTHORIZATION " + third.quotedRole(),
                "GRANT USAGE ON SCHEMA app TO " + third.quotedRole(),
                "GRANT SELECT ON app.users TO " + third.quotedRole() + " WITH GRANT OPTION",
                "GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + third.quotedRole()
                        + " WITH GRANT OPTION");
        try (TestSession session = third.session()) {
            session.run(
                    "CREATE TABLE vault.gold (id int, bars int)",
                    "GRANT SELECT ON app.users TO " + quoted,
                    "GRANT USAGE ON SCHEMA vault TO " + quoted,
                    "GRANT SELECT, UPDATE (bars) ON vault.gold TO " + quoted,
                    "GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + quoted,
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + quoted);
        }
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.teardown();
        boolean superuser = admin.role().startsWith("admin");
        assertThat(plan.foreignSteps())
                .extracting(PlanStep::action)
                .contains(
                        "REVOKE CREATE ON DATABASE " + database.quotedName() + " FROM " + quoted,
                        "REVOKE SELECT ON TABLE \"app\".\"users\" FROM " + quoted)
                .hasSize(superuser ? 2 : 5);
        assertThat(plan.foreignSteps())
                .allMatch(step -> step.foreign().orElseThrow().who().contains(third.quotedRole()));
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_STEPS));
        assertThat(setup.applyPartial(plan).steps()).isEmpty();
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());

        try (TestSession session = third.session()) {
            for (PlanStep step : plan.foreignSteps()) {
                session.run(step.action());
            }
        }
        setup.apply(setup.teardown());
        assertThat(CatalogSnapshot.of(database).lines()).noneMatch(line -> line.contains(role));
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void dropsARoleThatHasRightsOnTheDatabaseOnly(TestDatabase database, Login admin) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(database);
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        try (TestSession session = admin.session()) {
            session.run("CREATE ROLE " + quoted, "GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + quoted);
        }
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.teardown());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void dropsARoleThatOwnsTheDatabase(TestDatabase database, Login admin) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(database);
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        try (TestSession session = admin.session()) {
            session.run("CREATE ROLE " + quoted);
        }
        database.run("ALTER DATABASE " + database.quotedName() + " OWNER TO " + quoted);
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.teardown());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.OWNER})
    void isLeftToOthersWhereTheAdministratorDoesNotRuleTheRole(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        database.run("CREATE ROLE " + Identifier.of(role).quoted() + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
        ReverseEtlSourceSetup setup = setup(admin, role);
        setup.apply(setup.plan());
        try (TestSession segment = login(database, role)) {
            segment.run("CREATE TABLE __segment_reverse_etl.records_1 (record_id text)");
        }
        SetupPlan plan = setup.teardown();
        assertThat(plan.foreignSteps()).isEqualTo(plan.steps());
        try (TestSession session = admin.session()) {
            for (PlanStep step : plan.steps()) {
                assertThatExceptionOfType(SQLException.class)
                        .as(step.action())
                        .isThrownBy(() -> session.run(step.action()))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupResult result = setup.apply(plan);
        assertThat(result.pending()).isEqualTo(plan.steps());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        for (PlanStep step : plan.steps()) {
            database.run(step.action());
        }
        assertThat(CatalogSnapshot.of(database).lines()).noneMatch(line -> line.contains(role));
    }

    @Test
    void refusesTheAdministratorItselfAndSuperusers(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        assertThat(setup(admin, admin.role()).teardown().blockers())
                .extracting(Finding::code)
                .containsExactly("ROLE_IS_ADMIN");
        assertThat(setup(admin, "postgres").teardown().blockers())
                .extracting(Finding::code)
                .containsExactly("ROLE_IS_ADMIN");
    }

    private static ReverseEtlSourceSetup setup(Login admin, String role) {
        return Setups.builder(admin)
                .role(role)
                .statementTimeout(Duration.ofMinutes(1))
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
    }

    private static TestSession login(TestDatabase database, String role) throws SQLException {
        return new TestSession(database.server().connect(database.name(), role, Setups.PASSWORD));
    }
}
