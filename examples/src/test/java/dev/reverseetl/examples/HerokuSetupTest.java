package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Options and variables that can't be used are told all at once, before anything is opened. */
class HerokuSetupTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsAllProblemsTogether() {
        assertThat(execute(
                        Map.of(
                                "DATABASE_URL",
                                "postgres://u1:hunter2@db.example.com/d1?sslmode=disable",
                                "HEROKU_API_KEY",
                                "HRKU-secret with blanks"),
                        "--apply",
                        "--rotate",
                        "--app=no app",
                        "--attachment=DATABASE_CONNECTION_POOL",
                        "--endpoint=http://api.example.com",
                        "--segment-region=MARS"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains(
                        "Invalid option '--apply', '--rotate': only one of them",
                        "Invalid option '--rotate': nobody would know",
                        "Invalid option '--url-variable': The URL of \"db.example.com:5432/d1\" says sslmode",
                        "Invalid option '--app': \"no app\"",
                        "Invalid option '--attachment': The attachment \"DATABASE_CONNECTION_POOL\" is that of a pooler",
                        "Invalid option '--endpoint': The token would go to \"api.example.com\" in clear",
                        "Invalid option 'HEROKU_API_KEY': The token has blanks",
                        "\"MARS\" is neither US nor EU")
                .doesNotContain("hunter2", "HRKU-secret");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tokenNeedsApp() {
        assertThat(execute(Map.of("DATABASE_URL", "postgres://u1@db.example.com/d1", "HEROKU_API_KEY", "HRKU-1")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("Invalid option '--app': There is a token, but nothing to ask about");
    }

    @Test
    void demoNeedsNothingElse() {
        assertThat(execute(Map.of(), "--demo", "--apply", "--app=shop")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("leave out ");
    }

    private int execute(Map<String, String> environment, String... options) {
        return new CommandLine(new HerokuSetup(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(options);
    }
}
