package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;

/**
 * What the plan grants its administrator for the moment is taken back, and what was there before is there again,
 * options included.
 */
class TemporaryMembershipIT {
    @EachAdmin(AdminShape.RDS)
    void restoresTheOptionsOfAMembershipThatWasThere(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        boolean options = database.server().major() >= 16;
        try (TestSession session = admin.session()) {
            session.run("CREATE ROLE " + quoted + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
            session.run(
                    "GRANT " + quoted + " TO " + admin.quotedRole() + (options ? " WITH INHERIT TRUE, SET FALSE" : ""));
        }
        List<String> before = memberships(database, admin, role);
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        SetupPlan plan = setup.plan();
        assertThat(plan.steps().stream()
                        .filter(step -> step.code().equals("GRANT_MEMBERSHIP"))
                        .count())
                .isEqualTo(options ? 2 : 0);
        CatalogSnapshot start = CatalogSnapshot.of(database);
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(memberships(database, admin, role)).isEqualTo(before);
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(start.lines());
    }

    @EachAdmin(AdminShape.RDS)
    void respectsWhatTheServerGrantsOnCreation(TestDatabase database, Login admin) throws SQLException {
        if (database.server().major() >= 16) {
            database.run("ALTER ROLE " + admin.quotedRole() + " SET createrole_self_grant = 'inherit'");
        }
        String role = database.uniqueRole("segment");
        CatalogSnapshot start = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(memberships(database, admin, role))
                .isEqualTo(
                        database.server().major() >= 16
                                ? List.of(admin.role() + ": false true false", "postgres: true false false")
                                : List.of());
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(start.lines());
    }

    @EachAdmin(AdminShape.RDS)
    void isNotEnoughForAnAdministratorThatInheritsNothing(TestDatabase database, Login admin) throws SQLException {
        database.run("ALTER ROLE " + admin.quotedRole() + " NOINHERIT");
        String role = database.uniqueRole("segment");
        CatalogSnapshot start = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        if (database.server().major() < 16) {
            CatalogSnapshot applied = CatalogSnapshot.of(database);
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.undo(result.undoRecord()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDO_REFUSED))
                    .withMessageContaining("can't have")
                    .withMessageContaining("INHERIT");
            assertThat(setup.teardown().foreignSteps()).isNotEmpty();
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(applied.lines());
            database.run("ALTER ROLE " + admin.quotedRole() + " INHERIT");
        }
        setup.undo(result.undoRecord());
        database.run("ALTER ROLE " + admin.quotedRole() + " NOINHERIT");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(start.lines());
    }

    private static List<String> memberships(TestDatabase database, Login admin, String role) throws SQLException {
        return database.queryColumn(String.class, """
            SELECT pg_get_userbyid(grantor) || ': ' || admin_option || ' ' || coalesce(to_jsonb(m) ->> 'inherit_option', '')
                   || ' ' || coalesce(to_jsonb(m) ->> 'set_option', '')
              FROM pg_auth_members m
             WHERE member = (SELECT oid FROM pg_roles WHERE rolname = '%s') AND roleid = (SELECT oid FROM pg_roles WHERE rolname = '%s')
             ORDER BY 1""".formatted(admin.role(), role));
    }
}
