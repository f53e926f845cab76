package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** Roles that create tables come and go; future tables are those of the roles that there are. */
class TableCreatorsIT {
    @EachAdmin(AdminShape.SUPERUSER)
    void areKnownByTheirNewNames(TestDatabase database, Login admin) throws SQLException {
        String creator = withCreator(database, admin);
        ReverseEtlSourceSetup setup = setup(database, admin);
        SetupPlan seen = setup.plan();
        assertThat(futureOf(seen)).containsExactlyInAnyOrder(admin.quotedRole(), "\"" + creator + "\"");
        String renamed = database.uniqueRole("renamed");
        database.run("ALTER ROLE " + creator + " RENAME TO " + renamed);
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(seen))
                .withMessageContaining(renamed)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_CHANGED));

        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(futureOf(plan)).containsExactlyInAnyOrder(admin.quotedRole(), "\"" + renamed + "\"");
        SetupResult result = setup.apply(plan);
        database.run("ALTER ROLE " + renamed + " RENAME TO " + creator);
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.verify().holds()).isTrue();
        assertThat(setup.undo(result.undoRecord()).findings()).isEmpty();
        database.run("ALTER ROLE " + creator + " RENAME TO " + renamed);
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    @EachAdmin(AdminShape.SUPERUSER)
    void areForgottenWhenTheyAreGone(TestDatabase database, Login admin) throws SQLException {
        String creator = withCreator(database, admin);
        ReverseEtlSourceSetup setup = setup(database, admin);
        SetupPlan seen = setup.plan();
        SetupResult result = setup.apply(seen);
        database.run(
                "REASSIGN OWNED BY " + creator + " TO " + admin.quotedRole(),
                "DROP OWNED BY " + creator,
                "DROP ROLE " + creator);
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.verify().holds()).isTrue();
        assertThat(setup.teardown().blockers()).isEmpty();
        UndoResult undone = setup.undo(result.undoRecord());
        assertThat(undone.findings())
                .singleElement()
                .returns("ALREADY_GONE", Finding::code)
                .satisfies(finding -> assertThat(finding.message()).contains(creator));
        assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname = '" + role(database) + "'"))
                .isEmpty();

        SetupResult again = setup.apply(seen);
        assertThat(futureOf(again.steps())).containsExactly(admin.quotedRole());
        assertThat(again.proof()).as(again.proofReason()).isEqualTo(Proof.LOGGED_IN);
    }

    /** A role that owns a table in the schema and may create others. */
    private static String withCreator(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String creator = database.uniqueRole("creator");
        database.run(
                "CREATE ROLE " + creator,
                "GRANT USAGE, CREATE ON SCHEMA app TO " + creator,
                "CREATE TABLE app.created (id int)",
                "ALTER TABLE app.created OWNER TO " + creator);
        return creator;
    }

    private static ReverseEtlSourceSetup setup(TestDatabase database, Login admin) {
        return Setups.builder(admin)
                .role(role(database))
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
    }

    private static List<String> futureOf(SetupPlan plan) {
        return futureOf(plan.steps());
    }

    private static List<String> futureOf(List<PlanStep> steps) {
        return steps.stream()
                .filter(step -> step.code().equals("GRANT_FUTURE_TABLES"))
                .map(step -> step.action()
                        .replaceFirst("ALTER DEFAULT PRIVILEGES FOR ROLE ", "")
                        .replaceFirst(" IN SCHEMA.*", ""))
                .toList();
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }
}
