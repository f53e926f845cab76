package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Opens and shuts the gate on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AuditGateIT {
    private static final Path JAR = Path.of("target", "reverse-etl-examples.jar");

    @SuppressWarnings("NullAway.Init")
    private SampleServer server;

    @SuppressWarnings("NullAway.Init")
    private ConnectionSettings admin;

    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, SQLException {
        temporary = directory;
        server = SampleServer.start();
        admin = SampleDatabase.create(server);
        Path models = Files.createDirectories(models());
        Files.writeString(
                models.resolve("active_users.sql"), "-- id: id\nSELECT id, email FROM app.users WHERE active\n");
        Files.writeString(models.resolve("spending.sql"), "-- id: user_id\nSELECT user_id, cents FROM app.spending\n");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forgetOutput() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @Test
    void staysShutUntilItsStatementsArePasted() throws SQLException {
        runAsAdmin("CREATE ROLE pasting LOGIN");
        assertThat(gate("--role", "pasting")).isEqualTo(AuditGate.MISSING);
        assertThat(out.toString())
                .startsWith("AUDIT: NOT PASSED\n")
                .contains("   1. \"active_users\": MISSING", "   2. \"spending\": MISSING");
        runAsAdmin(fixOf(out.toString()));
        forgetOutput();
        assertThat(gate("--role", "pasting")).isEqualTo(AuditGate.PASSED);
        assertThat(out.toString())
                .startsWith("AUDIT: passed\n")
                .contains("   1. \"active_users\": OK\n", "   2. \"spending\": OK\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void writesJsonToFile() throws IOException, SQLException {
        runAsAdmin("CREATE ROLE \"né\" LOGIN");
        Path file = temporary.resolve("report.json");
        assertThat(gate("--role", "né", "--format", "json", "--out", file.toString()))
                .isEqualTo(AuditGate.MISSING);
        assertThat(Files.readString(file))
                .contains("\"schemaVersion\": 1", "\"role\": \"n\\u00e9\"", "\"verdict\": \"MISSING\"")
                .contains("GRANT USAGE ON SCHEMA \\\"app\\\" TO \\\"n\\u00e9\\\"");
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip()).isEqualTo("The gate is closed: " + file);
    }

    @Test
    void closesWhenTheContractIsBroken() throws IOException, SQLException {
        runAsAdmin("CREATE ROLE agreed LOGIN");
        assertThat(gate("--role", "agreed")).isEqualTo(AuditGate.MISSING);
        runAsAdmin(fixOf(out.toString()));
        Path contract = temporary.resolve("contract.json");
        forgetOutput();
        assertThat(gate("--role", "agreed", "--write-contract", contract.toString()))
                .isEqualTo(AuditGate.PASSED);
        String recorded = Files.readString(contract);
        assertThat(recorded).contains("\"format\": \"reverse-etl-contract\"", "\"name\": \"active_users\"");
        forgetOutput();
        assertThat(gate("--role", "agreed", "--contract", contract.toString())).isEqualTo(AuditGate.PASSED);
        assertThat(out.toString()).contains("GATE: passed");

        Files.writeString(contract, recorded.replaceFirst("\"type\": \"[a-z ]+", "\"type\": \"money"));
        for (String format : List.of("text", "json", "markdown", "sarif", "junit")) {
            forgetOutput();
            assertThat(gate("--role", "agreed", "--contract", contract.toString(), "--format", format))
                    .as(format)
                    .isEqualTo(AuditGate.MISSING);
            assertThat(out.toString().replace("\\", "")).as(format).contains("CONTRACT_TYPE_CHANGED", "active_users");
        }
    }

    @Test
    void tellsUnknownRole() {
        assertThat(gate("--role", "nobody")).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("FAILED: ROLE_NOT_FOUND", "\"nobody\"");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tellsUnreachableServer() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        assertThat(gateAt(port)).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("FAILED: CONNECTION_FAILED");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void takesPasswordFromEnvironment() throws IOException, InterruptedException, SQLException {
        runAsAdmin("CREATE ROLE reading LOGIN");
        String password = admin.password().orElseThrow().reveal(String::valueOf);
        assertThat(jar(password)).isEqualTo(AuditGate.MISSING);
        assertThat(jar("not " + password)).isEqualTo(AuditGate.NOT_AUDITED);
        assertThat(err.toString()).contains("FAILED: AUTHENTICATION_FAILED").doesNotContain(password);
    }

    private int gate(String... arguments) {
        return execute(Stream.concat(Stream.of("--url", url(server.port())), Stream.of(arguments)));
    }

    private int gateAt(int port) {
        return execute(Stream.of("--url", url(port), "--role", "anybody"));
    }

    private int execute(Stream<String> arguments) {
        return Examples.commandLine(() -> false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of("audit-gate", "--user", SampleServer.SUPERUSER, "--models", "" + models()),
                                arguments)
                        .toArray(String[]::new));
    }

    private int jar(String password) throws IOException, InterruptedException {
        Path output = temporary.resolve("err");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "audit-gate",
                        "--url",
                        url(server.port()),
                        "--user",
                        SampleDatabase.ADMIN,
                        "--role",
                        "reading",
                        "--models",
                        models().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(output.toFile());
        program.environment().put("PGPASSWORD", password);
        int status = program.start().waitFor();
        err.append(Files.readString(output, Charset.defaultCharset()));
        return status;
    }

    private Path models() {
        return temporary.resolve("models");
    }

    private String url(int port) {
        return "jdbc:postgresql://" + server.host() + ":" + port + "/" + SampleDatabase.NAME;
    }

    /** What a reader of the report would paste. */
    private static String fixOf(String report) {
        List<String> lines = report.lines().toList();
        return lines.stream()
                .dropWhile(line -> !line.startsWith("FIX: "))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private void runAsAdmin(String statements) throws SQLException {
        try (Connection connection = server.asSuperuser(SampleDatabase.NAME).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + SampleDatabase.ADMIN);
            statement.execute(statements);
        }
    }
}
