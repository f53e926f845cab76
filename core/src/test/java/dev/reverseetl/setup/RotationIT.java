package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The new password logs in and the old one doesn't, whoever may set it; whoever may not is told who can. */
class RotationIT {
    private static final String NEW = "tr0ub4dor & 3";

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void setsThePasswordOfARoleThatTheAdministratorMade(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        setup.apply(setup.plan());
        Rotation rotation = setup.rotatePassword(Secret.of(NEW));
        assertThat(rotation.loggedIn()).isTrue();
        assertThat(rotation.findings()).isEmpty();
        assertThatOnlyTheNewPasswordLogsIn(database, role);
        assertThat(setup.verify().findings()).extracting(Finding::code).contains("LOGIN_FAILED");
        assertThat(Setups.builder(admin)
                        .role(role)
                        .password(Secret.of(NEW))
                        .build()
                        .verify()
                        .holds())
                .isTrue();
    }

    @EachAdmin
    void ofARoleThatSomebodyElseMadeIsSetWherePostgresAllowsIt(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        String quoted = Identifier.of(role).quoted();
        database.run("CREATE ROLE " + quoted + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        boolean allowed = admin.role().startsWith("admin")
                || (admin.role().startsWith("master") && database.server().major() < 16);
        if (allowed) {
            assertThat(setup.rotatePassword(Secret.of(NEW)).loggedIn()).isTrue();
            assertThatOnlyTheNewPasswordLogsIn(database, role);
        } else {
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.rotatePassword(Secret.of(NEW)))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_STEPS);
                        assertThat(e.remedy()).contains("superuser", "ALTER ROLE " + quoted + " PASSWORD :'verifier'");
                    })
                    .withMessageContaining(admin.quotedRole() + " may not change the password");
            try (TestSession session = admin.session()) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> session.run("ALTER ROLE " + quoted + " PASSWORD 'x'"))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
            assertThat(canLogIn(database, role, Setups.PASSWORD)).isTrue();
        }
    }

    @EachPostgres
    void theRoleItselfMaySetIt(TestDatabase database) throws SQLException {
        Login segment = database.createLogin("segment");
        Rotation rotation = Setups.builder(segment).role(segment.role()).build().rotatePassword(Secret.of(NEW));
        assertThat(rotation.loggedIn()).isTrue();
        assertThat(canLogIn(database, segment.role(), segment.password())).isFalse();
        assertThat(canLogIn(database, segment.role(), NEW)).isTrue();
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void namesTheOtherDatabasesThatUseTheRole(TestDatabase database, Login admin) throws SQLException {
        try (TestDatabase other = database.server().createDatabase()) {
            String role = database.uniqueRole("segment");
            ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
            setup.apply(setup.plan());
            other.run("GRANT CREATE ON DATABASE " + other.quotedName() + " TO "
                    + Identifier.of(role).quoted());
            Rotation rotation = setup.rotatePassword(Secret.of(NEW));
            assertThat(rotation.findings()).extracting(Finding::code).containsExactly("ROLE_USED_ELSEWHERE");
            assertThat(rotation.findings().get(0).message()).contains(other.quotedName());
        }
    }

    @Test
    void saysThatItCouldNotLogIn(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup borrowing = ReverseEtlSourceSetup.builder()
                .admin(admin.dataSource())
                .role(role)
                .generatedPassword()
                .segmentEndpoint("db.example.com", 5432)
                .build();
        borrowing.apply(borrowing.plan());
        Rotation unverified = borrowing.rotatePassword(Secret.of(NEW));
        assertThat(unverified.loggedIn()).isFalse();
        assertThat(unverified.findings()).extracting(Finding::code).containsExactly("PASSWORD_UNVERIFIED");

        database.run("ALTER ROLE " + Identifier.of(role).quoted() + " NOLOGIN");
        Rotation failed = Setups.builder(admin).role(role).build().rotatePassword(Secret.of("another"));
        assertThat(failed.loggedIn()).isFalse();
        assertThat(failed.findings()).extracting(Finding::code).containsExactly("LOGIN_FAILED");
    }

    @Test
    void refusesARoleThatDoesNotExist(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetup setup =
                Setups.builder(admin).role(database.uniqueRole("nobody")).build();
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.rotatePassword(Secret.of(NEW)))
                .withMessageContaining("doesn't exist")
                .withMessageContaining("Nothing was changed");
    }

    private static void assertThatOnlyTheNewPasswordLogsIn(TestDatabase database, String role) {
        assertThat(canLogIn(database, role, NEW)).isTrue();
        assertThat(canLogIn(database, role, Setups.PASSWORD)).isFalse();
    }

    private static boolean canLogIn(TestDatabase database, String role, String password) {
        try (Connection connection = database.server().connect(database.name(), role, password)) {
            return connection.isValid(10);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("28P01");
            return false;
        }
    }
}
