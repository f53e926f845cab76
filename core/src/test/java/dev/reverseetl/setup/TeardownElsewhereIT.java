package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.time.Duration;

/** A role that another database of the cluster holds too loses only what it has here; the last database drops it. */
class TeardownElsewhereIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void keepsTheRoleForTheOtherSource(TestDatabase database, Login admin) throws SQLException {
        try (TestDatabase other = database.server().createDatabase()) {
            other.run("ALTER DATABASE " + other.quotedName() + " OWNER TO " + admin.quotedRole());
            Login otherAdmin = new Login(other, admin.role(), admin.password());
            AppSchema.create(admin);
            AppSchema.create(otherAdmin);
            String role = database.uniqueRole("segment");
            ReverseEtlSourceSetup here = setup(admin, role);
            ReverseEtlSourceSetup there = setup(otherAdmin, role);
            here.apply(here.plan());
            there.apply(there.plan());
            assertThat(here.plan().findings()).anyMatch(finding -> names(finding, "ROLE_USED_ELSEWHERE", other));

            SetupPlan plan = here.teardown();
            assertThat(plan.findings()).anyMatch(finding -> names(finding, "ROLE_KEPT", other));
            here.apply(plan);
            assertThat(there.verify().holds()).as(there.verify().toString()).isTrue();
            assertThat(database.rows(rights(role))).containsExactly("f|f|t");
            assertThat(database.rows("SELECT setconfig FROM pg_db_role_setting WHERE setrole = '"
                            + Identifier.of(role).quoted() + "'::regrole AND setdatabase = (SELECT oid FROM pg_database"
                            + " WHERE datname = current_database())"))
                    .isEmpty();
            assertThat(here.teardown().steps()).isEmpty();

            assertThat(there.teardown().findings())
                    .noneMatch(finding -> finding.code().equals("ROLE_KEPT"));
            there.apply(there.teardown());
            assertThat(database.rows("SELECT FROM pg_roles WHERE rolname = '" + role + "'"))
                    .isEmpty();
        }
    }

    @EachAdmin({AdminShape.RDS})
    void leavesAnotherAdministratorsDatabaseAlone(TestDatabase database, Login admin) throws SQLException {
        try (TestDatabase other = database.server().createDatabase()) {
            Login otherAdmin = AdminShape.OWNER.create(other);
            AppSchema.create(admin);
            AppSchema.create(otherAdmin);
            String role = database.uniqueRole("segment");
            ReverseEtlSourceSetup here = setup(admin, role);
            here.apply(here.plan());
            ReverseEtlSourceSetup there = Setups.builder(otherAdmin)
                    .role(role)
                    .grantRead(ReadScope.schema("app"))
                    .build();
            there.apply(there.plan());
            assertThat(here.teardown().foreignSteps()).isEmpty();
            here.apply(here.teardown());
            assertThat(there.verify().holds()).isTrue();
            assertThat(database.rows(rights(role))).containsExactly("f|f|t");
        }
    }

    @EachAdmin({AdminShape.RDS})
    void leavesItToASuperuserWhereDropOwnedIsRefused(TestDatabase database, Login admin) throws SQLException {
        try (TestDatabase other = database.server().createDatabase()) {
            AppSchema.create(admin);
            String role = database.uniqueRole("segment");
            ReverseEtlSourceSetup here = setup(admin, role);
            here.apply(here.plan());
            other.run(
                    "REVOKE ALL ON DATABASE " + other.quotedName() + " FROM PUBLIC",
                    "GRANT CONNECT, CREATE ON DATABASE " + other.quotedName() + " TO "
                            + Identifier.of(role).quoted());
            SetupPlan plan = here.teardown();
            assertThat(plan.foreignSteps())
                    .extracting(PlanStep::code)
                    .containsExactly("DROP_OWNED", "RESTORE_PRIVILEGES", "RESTORE_PRIVILEGES");
            try (TestSession session = admin.session()) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> session.run(plan.foreignSteps().get(0).action()))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
            here.apply(plan);
            for (PlanStep step : plan.foreignSteps()) {
                database.run(step.action());
            }
            assertThat(here.teardown().steps()).isEmpty();
            assertThat(other.rows("SELECT has_database_privilege('" + role + "', current_database(), 'CONNECT')"))
                    .containsExactly("t");
        }
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void doesNotGiveAnotherDatabaseAway(TestDatabase database, Login admin) throws SQLException {
        try (TestDatabase other = database.server().createDatabase()) {
            AppSchema.create(admin);
            String role = database.uniqueRole("segment");
            ReverseEtlSourceSetup here = setup(admin, role);
            here.apply(here.plan());
            other.run("ALTER DATABASE " + other.quotedName() + " OWNER TO "
                    + Identifier.of(role).quoted());
            try (TestSession segment =
                    new TestSession(database.server().connect(database.name(), role, Setups.PASSWORD))) {
                segment.run("CREATE SCHEMA mine");
            }
            SetupPlan blocked = here.teardown();
            assertThat(blocked.blockers()).anyMatch(finding -> names(finding, "OWNS_OTHER_DATABASE", other));
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> here.apply(blocked))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_BLOCKED));
            database.run("ALTER SCHEMA mine OWNER TO " + admin.quotedRole());
            here.apply(here.teardown());
            assertThat(other.rows("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"))
                    .containsExactly(role);
        }
    }

    private static ReverseEtlSourceSetup setup(Login admin, String role) {
        return Setups.builder(admin)
                .role(role)
                .statementTimeout(Duration.ofMinutes(1))
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
    }

    private static boolean names(Finding finding, String code, TestDatabase other) {
        return finding.code().equals(code) && finding.message().contains(other.quotedName());
    }

    /** CREATE on the database, USAGE on the schema app, and the role itself. */
    private static String rights(String role) {
        return "SELECT has_database_privilege(oid, current_database(), 'CREATE'), has_schema_privilege(oid, 'app', 'USAGE'),"
                + " rolcanlogin FROM pg_roles WHERE rolname = '" + role + "'";
    }
}
