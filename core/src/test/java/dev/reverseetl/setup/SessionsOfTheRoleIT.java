package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** What makes the role's sessions act as another role, or keeps them from beginning. */
class SessionsOfTheRoleIT {
    @EachPostgres
    void areBlockedByASettingThatIsNotTheRolesOwn(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        String other = otherRole(database);
        // Its own sessions would act as the other role too
        database.run("ALTER ROLE " + admin.quotedRole() + " SET role = none");
        database.run("ALTER DATABASE " + database.quotedName() + " SET role = " + other);
        ReverseEtlSourceSetup setup = setup(admin);
        assertThatItIsBlocked(setup, other);
        createRole(database, "");
        assertThatItIsBlocked(setup, other);
        database.run("ALTER ROLE " + role(database) + " SET role = " + other);
        assertThatItIsBlocked(setup, other);

        database.run("ALTER DATABASE " + database.quotedName() + " RESET role");
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.steps()).extracting(PlanStep::action).anyMatch(sql -> sql.endsWith("RESET \"role\""));
        assertThat(setup.apply(plan).proof()).isEqualTo(Proof.LOGGED_IN);
    }

    @EachPostgres
    void actAsTheRoleItselfWhereTheMostSpecificSettingSaysSo(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        String other = otherRole(database);
        createRole(database, "");
        database.run(
                "ALTER ROLE " + admin.quotedRole() + " SET role = none",
                "ALTER DATABASE " + database.quotedName() + " SET role = " + other,
                "ALTER ROLE " + role(database) + " SET role = none");
        ReverseEtlSourceSetup setup = setup(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.steps()).extracting(PlanStep::code).doesNotContain("SET_ROLE_SETTING");
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.verify().holds()).isTrue();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();

        database.run(
                "ALTER ROLE " + role(database) + " SET role = " + other,
                "ALTER ROLE " + role(database) + " IN DATABASE " + database.quotedName() + " SET role = none");
        assertThat(setup.plan().steps()).extracting(PlanStep::code).doesNotContain("SET_ROLE_SETTING");
        database.run("ALTER DATABASE " + database.quotedName() + " SET role = none");
        assertThat(setup.plan().blockers()).isEmpty();
    }

    @EachPostgres
    void beginAgainAfterAnEndBeforeAllTime(TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        createRole(database, "VALID UNTIL '-infinity'");
        if (database.server().major() >= 16) {
            database.run("GRANT " + role(database) + " TO " + admin.quotedRole() + " WITH ADMIN TRUE");
        }
        ReverseEtlSourceSetup setup = setup(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        assertThat(before.lines()).anyMatch(line -> line.endsWith("VALID UNTIL -infinity"));
        SetupPlan plan = setup.plan();
        assertThat(plan.steps()).extracting(PlanStep::action).anyMatch(sql -> sql.endsWith("VALID UNTIL 'infinity'"));
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().steps()).isEmpty();
        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    private static void assertThatItIsBlocked(ReverseEtlSourceSetup setup, String other) {
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers())
                .singleElement()
                .returns("SESSIONS_ACT_AS_ANOTHER", Finding::code)
                .satisfies(blocker -> assertThat(blocker.message()).contains(other))
                .satisfies(blocker -> assertThat(blocker.remedy()).contains("RESET role"));
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_BLOCKED));
    }

    /** A superuser, since the superuser's new sessions act as it too. */
    private static String otherRole(TestDatabase database) throws SQLException {
        String other = database.uniqueRole("other");
        database.run("CREATE ROLE " + other + " SUPERUSER");
        return other;
    }

    private static void createRole(TestDatabase database, String options) throws SQLException {
        database.run("CREATE ROLE " + role(database) + " LOGIN " + options + " PASSWORD '" + Setups.PASSWORD + "'");
    }

    private static ReverseEtlSourceSetup setup(Login admin) {
        return Setups.builder(admin).role(role(admin.database())).build();
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }
}
