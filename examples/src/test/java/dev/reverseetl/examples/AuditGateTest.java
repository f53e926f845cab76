package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the gate says before it asks any database. */
class AuditGateTest {
    private static final String URL = "jdbc:postgresql://localhost:1/shop";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path models;

    @BeforeEach
    void addModel() throws IOException {
        Files.writeString(models.resolve("users.sql"), "-- id: id\nSELECT id FROM app.users\n");
    }

    @Test
    void helpTellsOptionsAndItsOwnExitStatus() {
        assertThat(gate("--help")).isZero();
        assertThat(out.toString())
                .contains("--url=JDBC_URL", "--user=NAME", "--role=NAME", "--models=PATH", "--format=FORMAT")
                .contains(
                        "--out=FILE",
                        "markdown",
                        "sarif",
                        "junit",
                        "--contract=FILE",
                        "--select=SELECTION",
                        "Default: segment",
                        "PGPASSWORD",
                        "-- id: column[, column]")
                .contains("  0   nothing is missing", "  1   something is missing", "  2   there is no report")
                .doesNotContain("  3 ");
    }

    @Test
    void needsUrlAndModels() {
        assertThat(gate()).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("Missing required options", "--url=JDBC_URL", "--models=PATH");
    }

    @Test
    void refusesUnknownFormat() {
        assertThat(audit(URL, "--format", "yaml")).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("--format", "yaml", "junit]");
    }

    @Test
    void selectsOnlyFromDbt() {
        assertThat(audit(URL, "--select", "tag:x")).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("'--select'", "target/manifest.json");
    }

    @Test
    void tellsContractThatIsNone() {
        assertThat(audit(URL, "--contract", models.resolve("users.sql").toString()))
                .isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("GATE_FILE_INVALID", "users.sql", "is no contract");
    }

    @Test
    void refusesUrlWithoutShowingItsPassword() {
        assertThat(audit("jdbc:postgresql://shop:hunter2@db.example.com:port/shop"))
                .isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString())
                .contains("Invalid value for option '--url': Connection URL")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesUserThatUrlNamesAlready() {
        assertThat(audit(URL + "?user=admin", "--user", "me & you")).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("user: is given twice");
    }

    @Test
    void refusesNameThatIsNone() {
        assertThat(audit(URL, "--role", "")).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("Invalid value for option '--role': A name must not be empty");
    }

    @Test
    void tellsOfEveryBadFileWithoutUsage() throws IOException {
        Files.writeString(models.resolve("a.sql"), "SELECT 1");
        Files.writeString(models.resolve("b.sql"), "-- id: id\nSELECT 1 AS id;\n");
        assertThat(audit(URL)).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString())
                .startsWith(System.lineSeparator()
                        + "FAILED: MODELS_INVALID\n  What failed     2 of 3 files can't be models:\n")
                .contains("\n" + " ".repeat(18) + "a.sql: it doesn't say which columns")
                .contains("\n" + " ".repeat(18) + "b.sql: Model \"b\": the trailing ';' at line 2")
                .endsWith("\n  To do           Correct them.\n");
    }

    @Test
    void refusesReportInMissingDirectory() {
        assertThat(audit(URL, "--out", models.resolve("no/report.json").toString()))
                .isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("its directory doesn't exist");
    }

    private int audit(String url, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "--url";
        all[1] = url;
        all[2] = "--models";
        all[3] = models.toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return gate(all);
    }

    private int gate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "audit-gate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Examples.commandLine(() -> false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(all);
    }
}
