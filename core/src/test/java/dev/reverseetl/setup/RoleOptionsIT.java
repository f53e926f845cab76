package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the role may do and how its sessions start, on a new role and on one that was otherwise. */
class RoleOptionsIT {
    private static final Instant END = Instant.parse("2099-12-31T22:59:59.123456Z");

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void aNewRoleGetsThem(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = withOptions(admin, role);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThatTheRoleHasThem(database, role);
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.verify().holds()).isTrue();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void anExistingRoleGetsThemAndUndoGivesTheOldOnesBack(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        String inDatabase = " IN DATABASE " + database.quotedName();
        try (TestSession session = admin.session()) {
            session.run(
                    "CREATE ROLE " + quoted
                            + " LOGIN CONNECTION LIMIT 3 VALID UNTIL '2098-01-01 00:00:00.5+02' PASSWORD '"
                            + Setups.PASSWORD + "'",
                    "ALTER ROLE " + quoted + inDatabase + " SET search_path = app, \"My Schema\", \"$user\"",
                    "ALTER ROLE " + quoted + inDatabase + " SET statement_timeout = '30s'",
                    "ALTER ROLE " + quoted + inDatabase + " SET work_mem = '8MB'");
        }
        ReverseEtlSourceSetup setup = withOptions(admin, role);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.steps())
                .extracting(PlanStep::action)
                .startsWith(
                        "ALTER ROLE " + quoted + " CONNECTION LIMIT 7 VALID UNTIL '2099-12-31T22:59:59.123456Z'",
                        "ALTER ROLE " + quoted + inDatabase + " SET \"search_path\" TO \"My Schema\", \"public\"",
                        "ALTER ROLE " + quoted + inDatabase + " SET \"statement_timeout\" TO '600000'");
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThatTheRoleHasThem(database, role);
        assertThat(setup.plan().steps()).isEmpty();
        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachPostgres
    void theDatabasesSettingGoesBeforeThatOfAllDatabases(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        database.run(
                "CREATE ROLE " + quoted + " LOGIN PASSWORD '" + Setups.PASSWORD + "'",
                "ALTER ROLE " + quoted + " SET statement_timeout = '600000'",
                "ALTER ROLE " + quoted + " SET search_path = \"My Schema\", public",
                "ALTER DATABASE " + database.quotedName() + " SET search_path = nowhere",
                "CREATE SCHEMA \"My Schema\"");
        assertThat(settings(withOptions(admin, role).plan())).isEmpty();

        database.run(
                "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " SET statement_timeout = '1s'",
                "ALTER ROLE " + quoted + " RESET search_path");
        ReverseEtlSourceSetup setup = withOptions(admin, role);
        assertThat(settings(setup.plan())).hasSize(2);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupResult result = setup.apply(setup.plan());
        assertThatTheRoleHasThem(database, role);
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void whatKeepsARoleFromWorkingIsCorrected(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        try (TestSession session = admin.session()) {
            session.run(
                    "CREATE ROLE " + quoted + " NOLOGIN CONNECTION LIMIT 0 VALID UNTIL '2001-01-01' PASSWORD '"
                            + Setups.PASSWORD + "'",
                    "ALTER ROLE " + quoted + " SET role = " + admin.quotedRole(),
                    "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " SET role = "
                            + admin.quotedRole());
        }
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.steps())
                .extracting(PlanStep::action)
                .startsWith(
                        "ALTER ROLE " + quoted + " LOGIN CONNECTION LIMIT -1 VALID UNTIL 'infinity'",
                        "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " RESET \"role\"",
                        "ALTER ROLE " + quoted + " RESET \"role\"");
        assertThat(plan.steps().get(0).why())
                .contains("NOLOGIN")
                .contains("expired")
                .contains("limit of 0");
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().steps()).isEmpty();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @Test
    void whatWorksIsLeftAsItIs(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        String role = database.uniqueRole("segment");
        try (TestSession session = admin.session()) {
            session.run("CREATE ROLE " + Identifier.of(role).quoted()
                    + " LOGIN CONNECTION LIMIT 1 VALID UNTIL '2098-01-01' PASSWORD '" + Setups.PASSWORD + "'");
        }
        SetupPlan plan = Setups.builder(admin).role(role).build().plan();
        assertThat(plan.steps()).extracting(PlanStep::code).doesNotContain("ALTER_ROLE", "SET_ROLE_SETTING");
        assertThat(plan.findings()).anyMatch(finding -> finding.code().equals("ROLE_EXPIRES"));
    }

    private static ReverseEtlSourceSetup withOptions(Login admin, String role) {
        return Setups.builder(admin)
                .role(role)
                .connectionLimit(7)
                .validUntil(END)
                .statementTimeout(Duration.ofMinutes(10))
                .searchPath("My Schema", "public")
                .build();
    }

    private static void assertThatTheRoleHasThem(TestDatabase database, String role) throws SQLException {
        try (TestSession session = new TestSession(database.server().connect(database.name(), role, Setups.PASSWORD))) {
            assertThat(session.rows("SELECT current_setting('search_path'), current_setting('statement_timeout')"))
                    .containsExactly("\"My Schema\", public|10min");
            assertThat(session.rows("SELECT rolconnlimit, rolvaliduntil = '" + END + "' FROM pg_roles WHERE rolname = '"
                            + role + "'"))
                    .containsExactly("7|t");
        }
    }

    private static List<PlanStep> settings(SetupPlan plan) {
        return plan.steps().stream()
                .filter(step -> step.code().equals("SET_ROLE_SETTING"))
                .toList();
    }
}
