package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One connection at a time is enough: looking for a proxy needs a second one, but not that it is let in. */
class ConnectionLimitIT {
    @Test
    void ofOneIsEnoughForTheRole(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetup setup = limited(admin);
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        awaitNoSession(database, role(database));
        Verification verification = setup.verify();
        assertThat(verification.proof()).as(verification.toString()).isEqualTo(Proof.LOGGED_IN);
        assertThat(verification.holds()).isTrue();
        awaitNoSession(database, role(database));
        Rotation rotation = setup.rotatePassword(Secret.of("another"));
        assertThat(rotation.loggedIn()).as(rotation.findings().toString()).isTrue();
    }

    /** Segment may be in the middle of a sync. */
    @Test
    void thatIsUsedUpIsTheReasonWhyNoLoginProvesAnything(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetup setup = limited(admin);
        setup.apply(setup.plan());
        awaitNoSession(database, role(database));
        try (Connection segment = database.server().connect(database.name(), role(database), Setups.PASSWORD)) {
            Verification verification = setup.verify();
            assertThat(verification.proof()).isEqualTo(Proof.REHEARSED);
            assertThat(verification.findings())
                    .filteredOn(finding -> finding.code().equals("LOGIN_FAILED"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("53300", "CONNECTION LIMIT"))
                    .extracting(Finding::remedy)
                    .asString()
                    .contains("verify()");
            assertThat(segment.isValid(0)).isTrue();
        }
    }

    @Test
    void ofOneIsEnoughForTheAdministrator(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        database.run("ALTER ROLE " + admin.quotedRole() + " CONNECTION LIMIT 1");
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role(database)).build();
        SetupPlan plan = setup.plan();
        awaitNoSession(database, admin.role());
        assertThat(setup.apply(plan).proof()).isEqualTo(Proof.LOGGED_IN);
    }

    private static ReverseEtlSourceSetup limited(Login admin) {
        ConnectionSettings way = Setups.settings(admin);
        return Setups.builder(way)
                .role(role(admin.database()))
                .connectionLimit(1)
                .loginThrough(way)
                .build();
    }

    /** The server notices a moment later that a client has gone. */
    private static void awaitNoSession(TestDatabase database, String user) throws SQLException {
        TestSession session = new TestSession(database.admin());
        while (!session.rows("SELECT 1 FROM pg_stat_activity WHERE usename = '" + user + "'")
                .isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }
}
