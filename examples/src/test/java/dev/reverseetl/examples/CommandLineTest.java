package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void needsCommand() {
        assertThat(execute()).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("Missing required subcommand", "quickstart");
    }

    @Test
    void refusesUnknownOption() {
        assertThat(execute("quickstart", "--nothing")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("--nothing", "Usage: reverse-etl-examples quickstart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "quickstart --help", "quickstart -h"})
    void helpTellsOptionsAndExitStatus(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("--debug", "--version", "Exit status:", "  3   it went through, but");
    }

    @Test
    void tellsVersion() {
        assertThat(execute("--version")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).startsWith("reverse-etl-examples ");
    }

    @Test
    void failureIsOneMessage() {
        assertThat(fail(new ReverseEtlException(ErrorCode.TLS_FAILED, "No TLS.", "Switch it on."), false))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString().lines())
                .containsExactly(
                        "", "FAILED: TLS_FAILED", "  What failed     No TLS.", "  To do           Switch it on.");
    }

    @Test
    void failureOfProgramIsOneMessageToo() {
        assertThat(fail(new ProgramFailure("No binary.", "Build it."), false)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString().lines())
                .containsExactly("", "FAILED", "  What failed     No binary.", "  To do           Build it.");
    }

    @Test
    void unforeseenFailureAsksForStackTrace() {
        assertThat(fail(new IllegalStateException("oops"), false)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString())
                .contains("IllegalStateException: oops", "--debug")
                .doesNotContain("\tat ");
    }

    @Test
    void debugShowsStackTrace() {
        assertThat(fail(new IllegalStateException("oops"), true)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("\tat " + CommandLineTest.class.getName());
    }

    private int execute(String... arguments) {
        return configured(Examples.commandLine(() -> false)).execute(arguments);
    }

    private int fail(Exception failure, boolean debug) {
        CommandLine commandLine = configured(Examples.commandLine(() -> false));
        return new FailureMessage(() -> debug, () -> false)
                .handleExecutionException(failure, commandLine, commandLine.parseArgs());
    }

    private CommandLine configured(CommandLine commandLine) {
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
}
