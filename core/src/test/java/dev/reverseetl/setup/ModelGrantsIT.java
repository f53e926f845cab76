package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.audit.Verdict;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** The plan grants exactly what the models lack, to whom lacks it; the rest is somebody else's. */
class ModelGrantsIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS, AdminShape.OWNER})
    void areAllThatTheModelsNeed(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        try (var session = admin.session()) {
            session.run(
                    "CREATE TABLE app.secrets (id int PRIMARY KEY)",
                    "CREATE SEQUENCE app.numbers",
                    "CREATE FUNCTION app.twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1'",
                    "REVOKE EXECUTE ON FUNCTION app.twice(int) FROM PUBLIC");
        }
        String role = database.uniqueRole("segment");
        database.run("CREATE ROLE " + quoted(role) + " LOGIN PASSWORD 'x'");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .createOnDatabase(false)
                .model(Model.of("active", "SELECT id, app.twice(id) AS two FROM app.active", "id"))
                .model(Model.of("locked", "SELECT id FROM app.users FOR UPDATE", "id"))
                .model(Model.of("last", "SELECT last_value AS id FROM app.numbers", "id"))
                .build();
        SetupPlan plan = setup.plan();
        assertThat(grants(plan))
                .containsExactlyInAnyOrder(
                        "GRANT USAGE ON SCHEMA \"app\" TO " + quoted(role),
                        "GRANT SELECT ON TABLE \"app\".\"active\" TO " + quoted(role),
                        "GRANT SELECT ON TABLE \"app\".\"users\" TO " + quoted(role),
                        "GRANT UPDATE (\"id\") ON TABLE \"app\".\"users\" TO " + quoted(role),
                        "GRANT SELECT ON SEQUENCE \"app\".\"numbers\" TO " + quoted(role),
                        "GRANT EXECUTE ON ROUTINE \"app\".\"twice\"(integer) TO " + quoted(role));
        assertThat(plan.foreignSteps()).noneMatch(step -> step.action().contains("\"app\""));
        assertThat(plan.audit().orElseThrow().passed()).isFalse();
        assertThat(plan.audit().orElseThrow().model("active").verdict()).isEqualTo(Verdict.MISSING);

        SetupResult result = setup.applyPartial(plan);
        assertThat(result.audit().orElseThrow().missing()).isEmpty();
        assertThat(result.audit().orElseThrow().model("locked").verdict()).isEqualTo(Verdict.OK);
        assertThat(grants(setup.plan())).isEmpty();
        assertThat(setup.verify().audit().orElseThrow().missing()).isEmpty();

        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin(AdminShape.SUPERUSER)
    void areByColumnOnRequest(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .columnGrants()
                .model(Model.of("users", "SELECT id FROM app.users WHERE email IS NULL", "id"))
                .build();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(grants(plan))
                .contains("GRANT SELECT (\"id\", \"email\") ON TABLE \"app\".\"users\" TO " + quoted(role));
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().isEmpty()).isTrue();
        database.run("ALTER TABLE app.users DROP COLUMN email");
        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        database.run("ALTER TABLE app.users ADD COLUMN email text");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    /** What {@code grantRead} grants on the whole is not granted again. */
    @EachAdmin(AdminShape.RDS)
    void addNothingToWhatIsGrantedAnyway(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        ReverseEtlSourceSetupBuilder builder =
                Setups.builder(admin).role(database.uniqueRole("segment")).grantRead(ReadScope.schema("app"));
        List<String> without = grants(builder.build().plan());
        builder.model(Model.of("users", "SELECT * FROM app.users", "id")).columnGrants();
        assertThat(grants(builder.build().plan())).isEqualTo(without);
    }

    /** A view's owner needs rights of its own; whoever may grant them is asked to, if the administrator may not. */
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void goToTheOwnersOfViews(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String viewer = database.uniqueRole("viewer");
        database.run(
                "CREATE SCHEMA hidden",
                "CREATE TABLE hidden.payroll (id int)",
                "CREATE ROLE " + quoted(viewer),
                "CREATE VIEW app.salaries AS SELECT id FROM hidden.payroll",
                "ALTER VIEW app.salaries OWNER TO " + quoted(viewer),
                "GRANT SELECT ON app.salaries TO " + admin.quotedRole() + " WITH GRANT OPTION");
        String role = database.uniqueRole("segment");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .model(Model.of("salaries", "SELECT id FROM app.salaries", "id"))
                .build();
        SetupPlan plan = setup.plan();
        String toOwner = "GRANT SELECT ON TABLE \"hidden\".\"payroll\" TO " + quoted(viewer);
        assertThat(grants(plan)).contains(toOwner);
        boolean superuser = admin.role().startsWith("admin");
        assertThat(plan.foreignSteps())
                .extracting(PlanStep::action)
                .isEqualTo(superuser ? List.of() : List.of(toOwner));
        SetupResult result = setup.apply(plan);
        assertThat(result.audit().orElseThrow().model("salaries").verdict())
                .isEqualTo(superuser ? Verdict.OK : Verdict.MISSING);
        assertThat(result.proof()).isEqualTo(superuser ? Proof.LOGGED_IN : Proof.STATIC_ONLY);
        if (!superuser) {
            assertThat(setup.verify().holds()).isFalse();
            database.run(toOwner);
            assertThat(setup.verify().holds()).isTrue();
            database.run(toOwner.replace("GRANT", "REVOKE").replace(" TO ", " FROM "));
        }
        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    private static List<String> grants(SetupPlan plan) {
        return plan.steps().stream()
                .map(PlanStep::action)
                .filter(sql -> sql.startsWith("GRANT ") && sql.contains(" ON "))
                .filter(sql -> !sql.contains("segment_reverse_etl") && !sql.contains(" ON DATABASE "))
                .toList();
    }

    private static String quoted(String name) {
        return Identifier.of(name).quoted();
    }
}
