package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.LogCapture;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.ServerLog;
import dev.reverseetl.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A password leaves no trace: neither in the server's log, nor in ours, nor in anything that a caller may print. */
class SecretsIT {
    @TempDir
    private Path directory;

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void appearNowhere(TestDatabase database, Login admin) throws Exception {
        SecretForms forms = new SecretForms();
        String role = database.uniqueRole("segment");
        Path journal = directory.resolve("journal");
        database.run(
                "CREATE SCHEMA app",
                "CREATE TABLE app.users (id int)",
                "ALTER TABLE app.users OWNER TO " + admin.quotedRole(),
                "ALTER SCHEMA app OWNER TO " + admin.quotedRole());
        ServerLog serverLog = database.logEverything();
        try (LogCapture log = LogCapture.start()) {
            ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                    .admin(Setups.settings(admin))
                    .role(role)
                    .password(Secret.of(SecretForms.PASSWORD))
                    .segmentEndpoint("db.example.com", 5432)
                    .grantRead(ReadScope.schema("app"))
                    .journal(SetupJournal.file(journal))
                    .build();
            SetupPlan plan = setup.plan();
            forms.assertAbsentFrom("the plan", plan + plan.steps().toString() + plan.toPsqlScript());
            forms.assertAbsentFrom("the plan's report", PlanReport.text(plan) + PlanReport.json(plan));
            forms.assertAbsentFrom("the set-up", setup.toString());
            forms.assertAbsentFrom("a failing set-up", failingSetup(setup, plan, database));

            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            assertThat(result.password()).contains(Secret.of(SecretForms.PASSWORD));
            forms.assertAbsentFrom("the result", result + result.undoRecord().toJson() + result.sourceForm());
            forms.assertAbsentFrom("the result's report", ResultReport.text(result) + ResultReport.json(result));
            forms.assertAbsentFrom("the journal", Files.readString(journal));
            Verification verification = setup.verify();
            assertThat(verification.proof()).isEqualTo(Proof.LOGGED_IN);
            forms.assertAbsentFrom("the verification", verification + VerificationReport.text(verification));

            forms.assertAbsentFrom("a failing rotation", failingRotation(role, admin));
            Rotation rotation = setup.rotatePassword(Secret.of(SecretForms.PASSWORD));
            assertThat(rotation.loggedIn()).isTrue();
            forms.assertAbsentFrom("the rotation", rotation.toString());
            ConnectionSettings wrong = Setups.settings(database, "nobody_" + role, "x")
                    .withUser("nobody_" + role, Secret.of(SecretForms.PASSWORD));
            forms.assertAbsentFrom("a failing login", failingLogin(wrong));
            forms.assertAbsentFrom("our log", log.text());
            assertThat(log.text()).contains("CREATE ROLE");
        }
        assertThat(serverLog.text())
                .contains("CREATE ROLE " + Identifier.of(role).quoted());
        forms.assertAbsentFrom("the server's log", serverLog.text());
    }

    private static String failingSetup(ReverseEtlSourceSetup setup, SetupPlan plan, TestDatabase database)
            throws Exception {
        database.run(
                "CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$",
                "CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE SCHEMA') EXECUTE FUNCTION public.refuse()");
        try {
            return SecretForms.stackTrace(assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .actual());
        } finally {
            database.run("DROP EVENT TRIGGER refuse", "DROP FUNCTION public.refuse()");
        }
    }

    /** A lock on the role makes the very statement with the verifier fail, and the server log it. */
    private static String failingRotation(String role, Login admin) throws Exception {
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .lockTimeout(Duration.ofMillis(50))
                .deadline(Duration.ofSeconds(1))
                .build();
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER ROLE " + Identifier.of(role).quoted() + " CONNECTION LIMIT 77");
            String trace = SecretForms.stackTrace(assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.rotatePassword(Secret.of(SecretForms.PASSWORD)))
                    .actual());
            connection.rollback();
            return trace;
        }
    }

    private static String failingLogin(ConnectionSettings settings) {
        ReverseEtlSourceSetup setup = Setups.builder(settings).build();
        return settings
                + SecretForms.stackTrace(assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(setup::plan)
                        .actual());
    }
}
