package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that somebody with a database and an account uses, on stand-ins: plan, apply, verify, undo. */
class RdsSetupOptionsIT {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIASTANDIN000000000");
        System.setProperty("aws.secretAccessKey", "stand-in/secret+access/key0000000000000");
    }

    @AfterEach
    void takeCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void plansAppliesVerifiesAndUndoes() throws SQLException, IOException {
        Path password = directory.resolve("segment-password");
        try (SampleServer server = SampleServer.start();
                RdsSample aws = RdsSample.start()) {
            List<String> options = options(server, aws);
            CatalogSnapshot before = CatalogSnapshot.of(server.asSuperuser(SampleDatabase.NAME));
            List<String> rules = aws.rules();

            assertThat(execute(options)).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("(AUTHORIZE_INGRESS)", "Nothing was changed. With --apply");
            assertThat(execute(options, "--apply")).isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString()).contains("nobody would know its password", "--password-file");
            assertThat(aws.rules()).isEqualTo(rules);

            options.add("--password-file=" + password);
            assertThat(execute(options, "--apply")).isEqualTo(ExitStatus.OK);
            assertThat(aws.rules()).hasSize(rules.size() + 1);
            assertThat(execute(options, "--verify")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("VERIFICATION: it holds", "(LOGGED_IN)");
            aws.forbid("198.51.100.0/28");
            assertThat(execute(options, "--verify")).isEqualTo(ExitStatus.NOT_PROVEN);
            assertThat(execute(options, "--apply")).isEqualTo(ExitStatus.OK);
            assertThat(execute(options, "--undo")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("The journal knows 2 run(s)");

            assertThat(out.toString() + err)
                    .doesNotContain(Files.readString(password).strip());
            assertThat(aws.rules()).isEqualTo(rules);
            assertThat(CatalogSnapshot.of(server.asSuperuser(SampleDatabase.NAME))
                            .changesSince(before))
                    .isEmpty();
        }
    }

    /** The server has no TLS, and so is given no token. */
    @Test
    void sendsATokenByTlsOnly() {
        try (SampleServer server = SampleServer.start()) {
            assertThat(execute(List.of(
                            "rds-setup",
                            "--url=postgres://shop_admin@localhost:" + server.port() + "/shop?sslmode=require",
                            "--iam",
                            "--iam-endpoint=" + RdsSample.HOST + ":5432")))
                    .isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString()).contains("the server offers no TLS");
        }
    }

    private List<String> options(SampleServer server, RdsSample aws) throws SQLException, IOException {
        ConnectionSettings admin = SampleDatabase.create(server);
        RdsRoles.addTo(server.asSuperuser(SampleDatabase.NAME));
        Path adminPassword = directory.resolve("admin-password");
        Files.writeString(adminPassword, admin.password().orElseThrow().<String>reveal(String::new));
        Path models = Files.createDirectory(directory.resolve("models"));
        Files.writeString(models.resolve("active.sql"), "-- id: id\nSELECT id, email FROM app.users WHERE active");
        return new ArrayList<>(List.of(
                "rds-setup",
                "--url=postgres://" + admin.user() + "@" + admin.host() + ":" + admin.port() + "/" + admin.database(),
                "--admin-password-file=" + adminPassword,
                "--model-dir=" + models,
                "--segment-endpoint=" + RdsSample.HOST,
                "--allow-from=198.51.100.0/28",
                "--endpoint=" + aws.endpoint(),
                "--journal=" + directory.resolve("journal.jsonl")));
    }

    private int execute(List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(Arrays.asList(more));
        return Examples.commandLine(() -> false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
