package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Passes changes on, on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TrackChangesIT {
    private static final String ADA =
            "{\"op\":\"added\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"email\":\"ada@example.com\"}}";
    private static final String BOB =
            "{\"op\":\"added\",\"id\":{\"id\":2},\"row\":{\"id\":2,\"email\":\"bob@example.com\"}}";

    @SuppressWarnings("NullAway.Init")
    private SampleServer server;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, SQLException {
        server = SampleServer.start();
        SampleDatabase.create(server);
        model = Files.writeString(
                directory.resolve("active.sql"), "-- id: id\nSELECT id, email FROM app.users WHERE active\n");
    }

    @BeforeEach
    void beginAnew() throws SQLException {
        run(
                "DROP SCHEMA IF EXISTS __segment_reverse_etl CASCADE",
                "CREATE SCHEMA __segment_reverse_etl",
                "UPDATE app.users SET active = id < 3",
                "UPDATE app.users SET email = 'ada@example.com' WHERE id = 1");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void writesEachChangeOnce() throws SQLException {
        assertThat(track("--format", "summary")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).isEqualTo("2 added, 0 updated, 0 deleted\n");
        assertThat(track("--no-ack")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).containsExactlyInAnyOrder(ADA, BOB);
        assertThat(track()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).containsExactlyInAnyOrder(ADA, BOB);
        assertThat(err.toString()).isEqualTo("2 added, 0 updated, 0 deleted\n");
        assertThat(track()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).isEmpty();
        run("UPDATE app.users SET email = 'new' WHERE id = 1", "UPDATE app.users SET active = false WHERE id = 2");
        assertThat(track()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines())
                .containsExactlyInAnyOrder(
                        "{\"op\":\"updated\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"email\":\"new\"}}",
                        "{\"op\":\"deleted\",\"id\":{\"id\":2},\"row\":{\"id\":2,\"email\":null}}");
    }

    @Test
    void holdsDeletionsUntilTheyAreConfirmed() throws SQLException {
        track();
        run("UPDATE app.users SET active = false");
        assertThat(track()).isEqualTo(ExitStatus.NOT_PROVEN);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("2 of 2 rows look deleted", "--confirm-deletes");
        assertThat(track("--confirm-deletes")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"op\":\"deleted\""));
    }

    @Test
    void acknowledgesNothingThatNobodyReads() {
        Writer broken = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("nobody reads");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThat(track(new PrintWriter(broken))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("nothing was acknowledged");
        assertThat(track()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void namesEveryWrongOption() {
        assertThat(Examples.commandLine(() -> false)
                        .setErr(new PrintWriter(err))
                        .execute("track-changes", "--url", "nonsense", "--model", "nowhere.sql", "--schema", ""))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("3 problems", "--url", "--model", "nowhere.sql", "--schema");
    }

    private int track(String... more) {
        out = new StringWriter();
        return track(new PrintWriter(out), more);
    }

    private int track(PrintWriter to, String... more) {
        err = new StringWriter();
        CommandLine program = Examples.commandLine(() -> false).setOut(to).setErr(new PrintWriter(err));
        String[] arguments = new String[5 + more.length];
        arguments[0] = "track-changes";
        arguments[1] = "--url";
        arguments[2] =
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/shop?sslmode=disable&user=postgres";
        arguments[3] = "--model";
        arguments[4] = model.toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return program.execute(arguments);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = server.asSuperuser("shop").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
