package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.postgres.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Options that can't be used are told all at once, before anything is opened. */
class RdsSetupTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsAllProblemsTogether() {
        int status = execute(
                "--url=postgres://admin:hunter2@db.example.com/shop",
                "--apply",
                "--undo",
                "--region=Not A Region",
                "--endpoint=localhost",
                "--instance=shop",
                "--cluster=mall",
                "--segment-region=MARS",
                "--allow-from=everywhere",
                "--segment-endpoint=db.example.com:x",
                "--role=pg_segment",
                "--model=" + directory.resolve("none.sql"),
                "--ca-bundle=" + directory.resolve("none.pem"),
                "--admin-password-file=" + directory.resolve("none.txt"));
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains(
                        "12 problems:",
                        "Invalid option '--url': it has a password",
                        "Invalid option '--apply', '--undo': only one of them",
                        "Invalid option '--region': Not a region",
                        "Invalid option '--endpoint': ",
                        "Invalid option '--cluster': it can't be given together with --instance",
                        "Invalid option '--segment-region': \"MARS\" is neither US nor EU",
                        "Invalid option '--allow-from': \"everywhere\"",
                        "Invalid option '--segment-endpoint': \"db.example.com:x\"",
                        "Invalid option '--role': ",
                        "Invalid option '--model': ",
                        "Invalid option '--ca-bundle': ",
                        "Invalid option '--admin-password-file': ")
                .doesNotContain("hunter2");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tellsSingleProblem() {
        assertThat(execute("--url=postgres://admin@db.example.com/shop", "--endpoint=ftp://x"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("Invalid option '--endpoint': \"ftp://x\" is no address");
    }

    @Test
    void tellsWhatATokenNeeds() throws IOException {
        String rds = "--url=postgres://admin@" + RdsSample.HOST + "/shop";
        assertThat(execute(rds, "--iam", "--region=eu west")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains("2 problems:", "'--region': Not a region", "'--iam': it needs TLS; give --ca-bundle");
        Path password = Files.writeString(directory.resolve("password"), "secret");
        assertThat(execute(rds, "--iam", "--admin-password-file=" + password)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("it can't be given together with --admin-password-file");
        assertThat(execute("--url=postgres://admin@localhost/shop?sslmode=require", "--iam"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("'--iam': \"localhost\" is no endpoint of RDS");
        assertThat(execute(rds, "--iam-endpoint=" + RdsSample.HOST)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("'--iam-endpoint': it says nothing without --iam");
    }

    @Test
    void tellsModelsOfOneName() throws IOException {
        Path model = directory.resolve("users.sql");
        Files.writeString(model, "-- id: id\nSELECT 1 AS id");
        assertThat(execute(
                        "--url=postgres://admin@db.example.com/shop", "--model-dir=" + directory, "--model=" + model))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("Invalid option '--model': ").contains("two models are named \"users\"");
    }

    @Test
    void demoNeedsNothingElse() {
        assertThat(execute("--demo", "--apply", "--role=other", "--debug")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("leave out --apply, --role");
    }

    @Test
    void passwordIsKeptForItsOwnerOnly() throws IOException {
        PasswordFile file = new PasswordFile(directory.resolve("password"));
        Secret created = file.create();
        assertThat(file.read()).isEqualTo(created);
        assertThat(Files.readString(file.path())).hasSize(49).endsWith("\n");
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                    .isEqualTo("rw-------");
        }
        assertThatExceptionOfType(ProgramFailure.class).isThrownBy(file::create);
        Files.writeString(file.path(), "one\ntwo\n");
        assertThatExceptionOfType(ProgramFailure.class)
                .isThrownBy(file::read)
                .withMessageContaining("only line")
                .withMessageNotContaining("two");
    }

    private int execute(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "rds-setup";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Examples.commandLine(() -> false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(arguments);
    }
}
