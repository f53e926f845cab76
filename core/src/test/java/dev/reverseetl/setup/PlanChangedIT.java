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
import java.util.List;

/**
 * What others do between a plan and its application is noticed: what they have done is left out, and what would be new
 * is refused.
 */
class PlanChangedIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void refusesWhatWouldBeNew(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        String third = database.uniqueRole("third");
        database.run("CREATE ROLE " + third);
        ReverseEtlSourceSetup setup = setup(admin, role).build();
        SetupPlan plan = setup.plan();

        database.run("CREATE TABLE app.invoices (id int)", "ALTER TABLE app.invoices OWNER TO " + admin.quotedRole());
        assertThatRefuses(
                setup, plan, database, "new step: GRANT SELECT ON TABLE \"app\".\"invoices\" TO \"" + role + "\"");
        database.run("DROP TABLE app.invoices");

        database.run("CREATE SCHEMA __segment_reverse_etl AUTHORIZATION " + third);
        assertThatRefuses(setup, plan, database, "new step: GRANT USAGE, CREATE ON SCHEMA \"__segment_reverse_etl\"");
        database.run("DROP SCHEMA __segment_reverse_etl");

        database.run("CREATE ROLE " + role + " NOLOGIN");
        assertThatRefuses(setup, plan, database, "new step: ALTER ROLE \"" + role + "\" LOGIN");
        database.run("ALTER ROLE " + role + " LOGIN SUPERUSER");
        assertThatRefuses(setup, plan, database, "new blocker ROLE_IS_SUPERUSER");
        database.run("DROP ROLE " + role);

        database.run("ALTER TABLE app.users RENAME TO people");
        assertThatRefuses(setup, plan, database, "new step: GRANT SELECT ON TABLE \"app\".\"people\"");
        database.run("ALTER TABLE app.people RENAME TO users");

        assertThat(setup.apply(plan).steps()).isEqualTo(plan.steps());
        SetupPlan empty = setup.plan();
        database.run("REVOKE SELECT ON app.users FROM " + role);
        assertThatRefuses(setup, empty, database, "new step: GRANT SELECT ON TABLE \"app\".\"users\"");
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void leavesOutWhatOthersHaveDone(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = setup(admin, role).build();
        SetupPlan plan = setup.plan();
        SetupResult equal = setup(admin, role).build().apply(plan);
        assertThat(equal.steps()).isEqualTo(plan.steps());

        SetupResult result = setup.apply(plan);
        assertThat(result.steps()).isEmpty();
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);

        database.run("REVOKE SELECT ON app.users, app.orders FROM " + role);
        SetupPlan two = setup.plan();
        database.run("GRANT SELECT ON app.orders TO " + role);
        assertThat(two.steps()).hasSize(2);
        assertThat(setup.apply(two).steps())
                .extracting(PlanStep::action)
                .containsExactly("GRANT SELECT ON TABLE \"app\".\"users\" TO \"" + role + "\"");
    }

    /** From PostgreSQL 16 on, a role that somebody else made is not the administrator's to act as. */
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void adoptsARoleThatSomebodyElseMadeWhereItMayActAsIt(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = setup(admin, role).build();
        SetupPlan plan = setup.plan();
        database.run("CREATE ROLE " + role + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
        if (database.server().major() >= 16 && admin.role().startsWith("master")) {
            assertThatRefuses(setup, plan, database, "new step: CREATE SCHEMA \"__segment_reverse_etl\";");
        } else {
            SetupResult result = setup.apply(plan);
            assertThat(result.steps())
                    .isEqualTo(plan.steps().subList(1, plan.steps().size()));
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            assertThat(result.password()).isEmpty();
        }
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void refusesThePlanOfAnotherSetup(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = setup(admin, role).build();
        try (TestDatabase other = database.server().createDatabase(database.name() + "_other", admin.role())) {
            Login there = new Login(other, admin.role(), admin.password());
            AppSchema.create(there);
            List<SetupPlan> foreignPlans = List.of(
                    setup(admin, database.uniqueRole("another")).build().plan(),
                    setup(admin, role).managedSchema("another").build().plan(),
                    setup(there, role).build().plan());
            for (SetupPlan plan : foreignPlans) {
                assertThatRefuses(setup, plan, database, "of another set-up");
            }
            setup.apply(setup.plan());
            for (SetupPlan plan : foreignPlans) {
                assertThatRefuses(setup, plan, database, "of another set-up");
            }
        }
    }

    private static ReverseEtlSourceSetupBuilder setup(Login admin, String role) {
        return Setups.builder(admin).role(role).grantRead(ReadScope.schema("app"));
    }

    private static void assertThatRefuses(
            ReverseEtlSourceSetup setup, SetupPlan plan, TestDatabase database, String difference) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(database);
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .withMessageContaining(difference)
                .withMessageContaining("nothing was changed")
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.PLAN_CHANGED))
                .satisfies(e -> assertThat(e.remedy()).contains("plan()"));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }
}
