package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The state that Segment's guide leaves when it is followed literally: its first sync fails, and a set-up repairs it.
 */
class PublishedRecipeIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void isDetectedExplainedAndRepaired(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        try (TestSession session = admin.session()) {
            session.run(
                    "CREATE USER " + quoted + " PASSWORD '" + Setups.PASSWORD + "'",
                    "GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + quoted,
                    "CREATE SCHEMA __segment_reverse_etl",
                    "GRANT USAGE ON SCHEMA __segment_reverse_etl TO " + quoted,
                    "GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA __segment_reverse_etl TO " + quoted,
                    "CREATE SCHEMA app",
                    "CREATE TABLE app.users (id int PRIMARY KEY, email text)");
        }
        CatalogSnapshot before = CatalogSnapshot.of(database);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> firstSync(database, role))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));

        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .managedSchema("__SEGMENT_REVERSE_ETL")
                .grantRead(ReadScope.schema("app"))
                .model(Model.of("users", "SELECT * FROM app.users", "id"))
                .build();
        SetupPlan plan = setup.plan();
        assertThat(plan.findings()).anyMatch(finding -> finding.code().equals("MANAGED_SCHEMA_NORMALISED"));
        assertThat(plan.steps())
                .extracting(PlanStep::action)
                .containsExactly(
                        "GRANT CREATE ON SCHEMA \"__segment_reverse_etl\" TO " + quoted,
                        "GRANT USAGE ON SCHEMA \"app\" TO " + quoted,
                        "GRANT SELECT ON TABLE \"app\".\"users\" TO " + quoted);
        assertThat(plan.steps().get(0).why())
                .contains("belongs to " + admin.quotedRole())
                .contains("first sync creates tables");

        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        firstSync(database, role);
        assertThat(setup.plan().isEmpty()).isTrue();
        assertThat(setup.verify().holds()).isTrue();
        database.run("DROP TABLE __segment_reverse_etl.records_1");
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    private static void firstSync(TestDatabase database, String role) throws SQLException {
        try (Connection connection = database.server().connect(database.name(), role, Setups.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS __segment_reverse_etl");
            statement.execute("CREATE TABLE __segment_reverse_etl.records_1 (record_id text, checksum text)");
            statement.execute("WITH model AS (SELECT * FROM app.users) SELECT * FROM model");
        }
    }
}
