package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Identifier;
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

/** What the role has and a source doesn't need is reported, taken away on request, and given back by the undo. */
class RemoveExcessIT {
    private static final List<String> WARNINGS =
            List.of("EXCESS_ATTRIBUTES", "EXCESS_MEMBERSHIPS", "EXCESS_PRIVILEGES");

    @EachAdmin({AdminShape.SUPERUSER})
    void takesAllOfItAwayAndGivesItBack(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = overprivilegedRole(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .grantRead(ReadScope.schema("app"))
                .build();
        setup.apply(setup.plan());
        assertThat(warnings(setup.plan().findings())).isEqualTo(WARNINGS);
        CatalogSnapshot before = CatalogSnapshot.of(database);

        SetupPlan plan = setup.removeExcess();
        assertThat(plan.foreignSteps()).isEmpty();
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("READS_BY_MEMBERSHIP");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        SetupResult result = setup.apply(plan);
        assertThat(setup.removeExcess().steps()).isEmpty();
        assertThat(warnings(setup.plan().findings())).isEmpty();
        assertThat(database.rows(
                        "SELECT rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, has_table_privilege(oid, 'app.users', 'INSERT'),"
                                + " has_schema_privilege(oid, 'app', 'CREATE'), pg_has_role(oid, 'pg_write_all_data', 'MEMBER')"
                                + " FROM pg_roles WHERE rolname = '" + role + "'"))
                .containsExactly("f|f|f|f|f|f|f");

        UndoRecord grants = setup.apply(setup.plan()).undoRecord();
        assertThat(grants.statements()).isNotEmpty();
        assertThat(setup.verify().holds()).isTrue();
        setup.undo(grants);

        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.RDS})
    void isExactAboutEachAttribute(TestDatabase database, Login admin) throws SQLException {
        for (String attribute : List.of("CREATEDB", "CREATEROLE", "REPLICATION", "BYPASSRLS")) {
            String role = database.uniqueRole("segment");
            String quoted = Identifier.of(role).quoted();
            try (TestSession session = admin.session()) {
                session.run("CREATE ROLE " + quoted);
            }
            database.run("ALTER ROLE " + quoted + " " + attribute);
            ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
            SetupPlan plan = setup.removeExcess();
            assertThat(plan.steps())
                    .extracting(PlanStep::action)
                    .containsExactly("ALTER ROLE " + quoted + " NO" + attribute);
            if (plan.foreignSteps().isEmpty()) {
                SetupResult result = setup.apply(plan);
                assertThat(setup.removeExcess().steps()).isEmpty();
                setup.undo(result.undoRecord());
                assertThat(setup.removeExcess().steps()).isEqualTo(plan.steps());
            } else {
                assertThatPostgresRefuses(plan.steps().get(0), admin);
            }
        }
    }

    @EachAdmin({AdminShape.RDS, AdminShape.OWNER})
    void leavesToOthersExactlyWhatPostgresRefuses(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = overprivilegedRole(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        SetupPlan plan = setup.removeExcess();
        for (PlanStep step : plan.foreignSteps()) {
            assertThatPostgresRefuses(step, admin);
        }
        SetupResult result = setup.apply(plan);
        assertThat(result.steps())
                .hasSize(plan.steps().size() - plan.foreignSteps().size());
        assertThat(result.steps()).extracting(PlanStep::action).anyMatch(sql -> sql.startsWith("REVOKE INSERT"));
        for (PlanStep step : setup.removeExcess().steps()) {
            assertThat(step.isForeign()).isTrue();
            database.run(step.action());
        }
        assertThat(setup.removeExcess().steps()).isEmpty();
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS, AdminShape.OWNER})
    void knowsThatOnlyTheGrantorCanTakeARightBack(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        Login dba = database.createLogin("dba");
        database.run(
                "CREATE ROLE " + quoted + " LOGIN",
                "GRANT USAGE ON SCHEMA app TO " + dba.quotedRole(),
                "GRANT INSERT ON app.users TO " + dba.quotedRole() + " WITH GRANT OPTION");
        try (TestSession session = dba.session()) {
            session.run("GRANT INSERT ON app.users TO " + quoted);
        }
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        SetupPlan plan = setup.removeExcess();
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.foreignSteps()).hasSize(1);
        assertThat(plan.foreignSteps().get(0).foreign().orElseThrow().who()).contains(dba.quotedRole());
        assertThat(setup.apply(plan).steps()).isEmpty();
        try (TestSession session = dba.session()) {
            session.run(plan.steps().get(0).action());
        }
        assertThat(setup.removeExcess().steps()).isEmpty();
    }

    @EachPostgres
    void hasNothingToDoForARoleThatIsAsItShould(TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        assertThat(setup.removeExcess().steps()).isEmpty();
        setup.apply(setup.plan());
        assertThat(setup.removeExcess().steps()).isEmpty();
        assertThat(warnings(setup.plan().findings())).isEmpty();
    }

    private static String overprivilegedRole(TestDatabase database) throws SQLException {
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        database.run(
                "CREATE ROLE " + quoted + " LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS PASSWORD '"
                        + Setups.PASSWORD + "'",
                "GRANT pg_write_all_data, pg_signal_backend TO " + quoted,
                "GRANT pg_read_all_data TO " + quoted + " WITH ADMIN OPTION",
                "GRANT SELECT, INSERT, TRIGGER ON app.users TO " + quoted,
                "GRANT UPDATE, DELETE ON app.orders TO " + quoted + " WITH GRANT OPTION",
                "GRANT USAGE, CREATE ON SCHEMA app TO " + quoted);
        return role;
    }

    private static List<String> warnings(List<Finding> findings) {
        return findings.stream().map(Finding::code).filter(WARNINGS::contains).toList();
    }

    private static void assertThatPostgresRefuses(PlanStep step, Login admin) throws SQLException {
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(step.action());
                assertThat(statement.getWarnings() != null).as(step.action()).isTrue();
                assertThat(statement.getWarnings().getSQLState())
                        .as(step.action())
                        .isIn("01006", "01000");
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(step.action()).isEqualTo("42501");
            }
            connection.rollback();
        }
    }
}
