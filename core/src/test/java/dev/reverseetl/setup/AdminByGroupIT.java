package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/**
 * An administrator that rules the role by being a member of a group, or may act as the role without ruling it. The role
 * is there, with a connection limit of 0, so that it has to be altered too.
 */
class AdminByGroupIT {
    @EachAdmin(AdminShape.RDS)
    void rulesTheRoleInTheGroupsName(TestDatabase database, Login admin) throws SQLException {
        String group = groupWithAdmin(database);
        database.run("GRANT " + group + " TO " + admin.quotedRole());
        convergesAndIsUndone(database, admin);
    }

    /** What the group has granted before is what the temporary membership changes, and what has to be there again. */
    @EachAdmin(AdminShape.RDS)
    void restoresTheMembershipThatTheGroupHasGranted(TestDatabase database, Login admin) throws SQLException {
        String group = groupWithAdmin(database);
        database.run(
                "GRANT " + group + " TO " + admin.quotedRole(),
                "SET ROLE " + group,
                "GRANT " + role(database) + " TO " + admin.quotedRole() + options(database, "INHERIT TRUE, SET FALSE"),
                "RESET ROLE");
        convergesAndIsUndone(database, admin);
    }

    /** From PostgreSQL 16 such a member may alter the role, but grant it in nobody's name. */
    @EachAdmin(AdminShape.RDS)
    void grantsNothingInTheNameOfAGroupThatItHasNoRightsOf(TestDatabase database, Login admin) throws SQLException {
        String group = groupWithAdmin(database);
        database.run("GRANT " + group + " TO " + admin.quotedRole() + options(database, "INHERIT FALSE"));
        if (!hasOptions(database)) {
            convergesAndIsUndone(database, admin);
            return;
        }
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = setup(database, admin);
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps()).isEmpty();
        assertThat(plan.steps())
                .extracting(PlanStep::code)
                .contains("ALTER_ROLE")
                .doesNotContain("GRANT_MEMBERSHIP");
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().steps()).isEmpty();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    @EachAdmin(AdminShape.RDS)
    void leavesAlteringToOthersWhereItMayOnlyActAsTheRole(TestDatabase database, Login admin) throws SQLException {
        createRole(database);
        database.run("GRANT " + role(database) + " TO " + admin.quotedRole()
                + options(database, "ADMIN FALSE, INHERIT FALSE, SET TRUE"));
        if (!hasOptions(database)) {
            convergesAndIsUndone(database, admin);
            return;
        }
        ReverseEtlSourceSetup setup = setup(database, admin);
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps())
                .singleElement()
                .satisfies(step -> assertThat(step.action()).contains("CONNECTION LIMIT -1"))
                .satisfies(step ->
                        assertThat(step.foreign().orElseThrow().who()).contains("CREATEROLE and ADMIN", "superuser"));
        SetupResult partial = setup.apply(plan);
        assertThat(partial.steps()).extracting(PlanStep::code).contains("CREATE_SCHEMA");
        assertThat(partial.proof()).as(partial.proofReason()).isEqualTo(Proof.REHEARSED);
        database.run(plan.foreignSteps().get(0).action());
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.verify().proof()).isEqualTo(Proof.LOGGED_IN);

        CatalogSnapshot applied = CatalogSnapshot.of(database);
        assertThat(setup.teardown().foreignSteps()).extracting(PlanStep::code).contains("DROP_SCHEMA", "DROP_ROLE");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.undo(partial.undoRecord()))
                .withMessageContaining("can't have")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDO_REFUSED))
                .satisfies(e -> assertThat(e.remedy()).contains("superuser"));
        assertThat(CatalogSnapshot.of(database).changesSince(applied)).isEmpty();
    }

    private static void convergesAndIsUndone(TestDatabase database, Login admin) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = setup(database, admin);
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps()).isEmpty();
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.teardown().foreignSteps()).isEmpty();
        assertThat(setup.undo(result.undoRecord()).findings()).isEmpty();
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();

        setup.apply(setup.plan());
        setup.apply(setup.teardown());
        assertThat(CatalogSnapshot.of(database).lines())
                .filteredOn(line -> line.contains(role(database)))
                .isEmpty();
    }

    private static ReverseEtlSourceSetup setup(TestDatabase database, Login admin) {
        return Setups.builder(admin).role(role(database)).build();
    }

    /** The group may grant the role, and neither act as it nor has its rights. */
    private static String groupWithAdmin(TestDatabase database) throws SQLException {
        createRole(database);
        String group = database.uniqueRole("group");
        database.run(
                "CREATE ROLE " + group,
                "GRANT " + role(database) + " TO " + group
                        + (hasOptions(database) ? " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE" : " WITH ADMIN OPTION"));
        return group;
    }

    private static void createRole(TestDatabase database) throws SQLException {
        database.run("CREATE ROLE " + role(database) + " LOGIN CONNECTION LIMIT 0 PASSWORD '" + Setups.PASSWORD + "'");
    }

    private static String options(TestDatabase database, String options) {
        return hasOptions(database) ? " WITH " + options : "";
    }

    private static boolean hasOptions(TestDatabase database) {
        return database.server().major() >= 16;
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }
}
