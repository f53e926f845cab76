package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What belongs to others: the exact statement, who can run it, and no grant that PostgreSQL would ignore in silence.
 */
class ForeignTablesIT {
    @EachAdmin({AdminShape.RDS, AdminShape.OWNER})
    void areLeftToTheirOwner(TestDatabase database, Login admin) throws SQLException {
        Login third = database.createLogin("third");
        createVault(third);
        String quoted = newRole(database);
        ReverseEtlSourceSetup setup = setup(admin, ReadScope.schema("vault").includingFutureTables());
        SetupPlan plan = setup.plan();
        List<PlanStep> foreign = plan.foreignSteps();
        assertThat(foreign)
                .extracting(PlanStep::action)
                .containsExactly(
                        "GRANT USAGE ON SCHEMA \"vault\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"vault\".\"bars\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"vault\".\"bars_2026\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"vault\".\"by_year\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"vault\".\"gold\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"vault\".\"names\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"vault\".\"remote\" TO " + quoted,
                        "ALTER DEFAULT PRIVILEGES FOR ROLE " + third.quotedRole()
                                + " IN SCHEMA \"vault\" GRANT SELECT ON TABLES TO " + quoted);
        assertThat(plan.steps()).endsWith(foreign.toArray(PlanStep[]::new));
        assertThat(plan.steps()).noneMatch(PlanStep::isWaiting);
        for (PlanStep step : foreign) {
            assertThat(step.foreign().orElseThrow().who()).contains(third.quotedRole(), "superuser");
            assertThat(step.foreign().orElseThrow().reason()).contains(admin.quotedRole());
            assertThatPostgresRefuses(step, admin);
        }

        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupResult result = setup.apply(plan);
        assertThat(result.pending()).isEqualTo(foreign);
        assertThat(CatalogSnapshot.of(database).changesSince(before)).noneMatch(change -> change.contains("vault"));
        try (TestSession session = third.session()) {
            for (PlanStep step : foreign) {
                session.run(step.action());
            }
            session.run("CREATE TABLE vault.silver (id int)");
        }
        assertThat(setup.plan().steps()).isEmpty();
        try (TestSession segment =
                new TestSession(database.server().connect(database.name(), role(database), Setups.PASSWORD))) {
            for (String table : List.of("bars", "bars_2026", "by_year", "gold", "names", "silver")) {
                segment.run("SELECT * FROM vault." + table);
            }
        }
    }

    @EachPostgres
    void areGrantedByASuperuser(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        createVault(database.createLogin("third"));
        newRole(database);
        ReverseEtlSourceSetup setup = setup(admin, ReadScope.schema("vault").includingFutureTables());
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps()).isEmpty();
        SetupResult result = setup.apply(plan);
        assertThat(setup.plan().steps()).isEmpty();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin
    void needNoGrantWhereTheRoleCanReadAnyway(TestDatabase database, Login admin) throws SQLException {
        Login third = database.createLogin("third");
        createVault(third);
        String quoted = newRole(database);
        String readers = database.uniqueRole("readers");
        database.run(
                "CREATE ROLE " + readers,
                "GRANT " + readers + " TO " + quoted,
                "GRANT USAGE ON SCHEMA vault TO " + readers,
                "GRANT SELECT ON vault.gold, vault.names TO " + readers,
                "GRANT SELECT ON vault.bars TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + third.quotedRole()
                        + " IN SCHEMA vault GRANT SELECT ON TABLES TO " + readers);
        assertThat(grants(setup(admin, ReadScope.schema("vault").includingFutureTables())))
                .containsExactly("bars_2026", "by_year", "remote");
        database.run("GRANT pg_read_all_data TO " + quoted);
        assertThat(grants(setup(admin, ReadScope.schema("vault").includingFutureTables())))
                .isEmpty();

        database.run("REVOKE pg_read_all_data FROM " + quoted, "ALTER ROLE " + quoted + " NOINHERIT");
        if (database.server().major() >= 16) {
            database.run("GRANT " + readers + " TO " + quoted + " WITH INHERIT FALSE");
        }
        assertThat(grants(setup(admin, ReadScope.schema("vault"))))
                .as("a member that doesn't inherit")
                .containsExactly("vault", "bars_2026", "by_year", "gold", "names", "remote");
    }

    /** PostgreSQL answers such a GRANT with success and warning 01007. */
    @EachAdmin({AdminShape.RDS, AdminShape.OWNER})
    void areForeignEvenWhereTheAdministratorHasSomePrivilege(TestDatabase database, Login admin) throws SQLException {
        Login third = database.createLogin("third");
        createVault(third);
        newRole(database);
        database.run(
                "GRANT USAGE ON SCHEMA vault TO " + admin.quotedRole() + " WITH GRANT OPTION",
                "GRANT SELECT, UPDATE ON vault.gold TO " + admin.quotedRole(),
                "GRANT SELECT ON vault.names TO " + admin.quotedRole() + " WITH GRANT OPTION");
        ReverseEtlSourceSetup setup =
                setup(admin, ReadScope.tables(QualifiedName.of("vault", "gold"), QualifiedName.of("vault", "names")));
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps()).hasSize(1);
        PlanStep gold = plan.foreignSteps().get(0);
        assertThat(gold.action()).startsWith("GRANT SELECT ON TABLE \"vault\".\"gold\"");
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(gold.action());
            assertThat(statement.getWarnings().getSQLState()).isEqualTo("01007");
        }
        SetupResult result = setup.apply(plan);
        assertThat(result.steps()).extracting(PlanStep::action).anyMatch(sql -> sql.contains("\"names\""));
        assertThat(setup.plan().steps()).containsExactly(gold);
    }

    private static ReverseEtlSourceSetup setup(Login admin, ReadScope scope) {
        return Setups.builder(admin)
                .role(role(admin.database()))
                .grantRead(scope)
                .build();
    }

    private static List<String> grants(ReverseEtlSourceSetup setup) {
        return setup.plan().steps().stream()
                .map(PlanStep::action)
                .filter(sql -> sql.contains("\"vault\""))
                .map(sql -> sql.replaceAll("GRANT \\w+ ON (SCHEMA|TABLE \"vault\"\\.) ?\"(\\w+)\" TO .*", "$2"))
                .toList();
    }

    /** A table of every kind that can be read. */
    private static void createVault(Login third) throws SQLException {
        TestDatabase database = third.database();
        database.run(
                "CREATE SCHEMA vault AUTHORIZATION " + third.quotedRole(),
                "CREATE FOREIGN DATA WRAPPER nowhere",
                "CREATE SERVER far_away FOREIGN DATA WRAPPER nowhere",
                "GRANT USAGE ON FOREIGN SERVER far_away TO " + third.quotedRole());
        try (TestSession session = third.session()) {
            session.run(
                    "CREATE TABLE vault.gold (id int, bought date)",
                    "CREATE TABLE vault.bars (id int, bought date) PARTITION BY RANGE (bought)",
                    "CREATE TABLE vault.bars_2026 PARTITION OF vault.bars FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                    "CREATE VIEW vault.names AS SELECT 'gold' AS name",
                    "CREATE MATERIALIZED VIEW vault.by_year AS SELECT count(*) FROM vault.gold",
                    "CREATE FOREIGN TABLE vault.remote (id int) SERVER far_away",
                    "CREATE SEQUENCE vault.numbers",
                    "CREATE TYPE vault.pair AS (a int, b int)");
        }
    }

    private static String newRole(TestDatabase database) throws SQLException {
        String quoted = Identifier.of(role(database)).quoted();
        database.run("CREATE ROLE " + quoted + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
        return quoted;
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }

    private static void assertThatPostgresRefuses(PlanStep step, Login admin) throws SQLException {
        try (TestSession session = admin.session()) {
            assertThatExceptionOfType(SQLException.class)
                    .as(step.action())
                    .isThrownBy(() -> session.run(step.action()))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
