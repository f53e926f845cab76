package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.SetupPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The options that somebody with an app and a token uses, on stand-ins: plan, apply, verify, rotate, undo. */
class HerokuSetupOptionsIT {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void plansAppliesVerifiesRotatesAndUndoes() throws SQLException, IOException {
        Path password = directory.resolve("segment-password");
        try (SampleServer server = SampleServer.start();
                HerokuSample heroku = HerokuSample.start(server, HerokuTier.STANDARD)) {
            List<String> options = options(heroku);
            options.add("--password-file=" + password);
            CatalogSnapshot before = CatalogSnapshot.of(heroku.superuser());

            assertThat(execute(options)).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("(CREATE_CREDENTIAL)", "Nothing was changed. With --apply");
            assertThat(CatalogSnapshot.of(heroku.superuser()).changesSince(before))
                    .isEmpty();
            assertThat(execute(options, "--apply")).as("%s", err).isEqualTo(ExitStatus.OK);
            assertThat(Files.readString(password).strip())
                    .isEqualTo(heroku.addOn().password("segment"));
            assertThat(execute(options, "--verify")).isEqualTo(ExitStatus.OK);
            heroku.addOn().rotateNow("segment");
            assertThat(execute(options, "--verify")).isEqualTo(ExitStatus.NOT_PROVEN);
            assertThat(out.toString()).contains("PASSWORD_CHANGED");
            assertThat(execute(options, "--rotate")).isEqualTo(ExitStatus.OK);
            assertThat(execute(options, "--verify")).isEqualTo(ExitStatus.OK);
            assertThat(execute(options, "--undo")).isEqualTo(ExitStatus.OK);

            assertThat(out.toString() + err)
                    .doesNotContain(Files.readString(password).strip(), heroku.token());
            assertThat(CatalogSnapshot.of(heroku.superuser()).changesSince(before))
                    .isEmpty();
            assertThat(heroku.addOn().state("segment")).isEmpty();
        }
    }

    /** With both plug-ins there, each server is whose it is. */
    @Test
    void herokuOnAuroraIsNotTakenForRds() throws SQLException {
        try (SampleServer server = SampleServer.start();
                HerokuSample standard = HerokuSample.start(server, HerokuTier.STANDARD);
                HerokuSample essential = HerokuSample.start(server, HerokuTier.ESSENTIAL)) {
            assertThat(plan(standard.admin()).provider().orElseThrow().id()).isEqualTo("heroku");
            assertThat(plan(essential.admin()).provider().orElseThrow().id()).isEqualTo("heroku");
            ConnectionSettings shop = SampleDatabase.create(server);
            RdsRoles.addTo(server.asSuperuser(SampleDatabase.NAME));
            assertThat(plan(shop).provider().orElseThrow().id()).isEqualTo("rds");
        }
    }

    private static SetupPlan plan(ConnectionSettings admin) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .segmentEndpoint("db.example.com", 5432)
                .build()
                .plan();
    }

    private List<String> options(HerokuSample heroku) throws IOException {
        ConnectionSettings admin = heroku.admin();
        environment.put(
                "DATABASE_URL",
                "postgres://" + admin.user() + ":"
                        + admin.password().orElseThrow().<String>reveal(String::new) + "@" + admin.host() + ":"
                        + admin.port() + "/" + admin.database());
        environment.put("HEROKU_API_KEY", heroku.token());
        Path models = Files.createDirectory(directory.resolve("models"));
        Files.writeString(models.resolve("active.sql"), "-- id: id\nSELECT id, email FROM public.users WHERE active");
        return new ArrayList<>(List.of(
                "--without-tls",
                "--app=" + HerokuSample.APP,
                "--endpoint=" + heroku.endpoint(),
                "--model-dir=" + models,
                "--segment-endpoint=" + heroku.addOn().host(),
                "--journal=" + directory.resolve("journal.jsonl")));
    }

    private int execute(List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(Arrays.asList(more));
        return new CommandLine(new HerokuSetup(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
