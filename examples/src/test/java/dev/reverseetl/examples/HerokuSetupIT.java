package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demonstration as its user does: from the jar. It needs no network, and leaves nothing behind. */
class HerokuSetupIT {
    private static final Path JAR = Path.of("target", "reverse-etl-examples.jar");
    private static final Path ACTUAL = Path.of("target", "heroku-setup-demo.txt");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void demoTellsWholeWay(@TempDir Path directory) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        JAR.toString(),
                        "heroku-setup",
                        "--demo")
                .redirectOutput(ACTUAL.toFile())
                .redirectError(err.toFile())
                .start();
        int status = process.waitFor();
        String out = Files.readString(ACTUAL, Charset.defaultCharset());
        assertThat(Files.readString(err, Charset.defaultCharset())).isEmpty();
        assertThat(out.lines().map(String::strip))
                .containsSubsequence(
                        "==== 2. The plan: a credential, and statements",
                        "1. Create the credential \"segment\" of postgresql-curved-10001 (CREATE_CREDENTIAL)",
                        "RESULT: applied and committed",
                        "Hostname  ec2-3-91-0-1.compute-1.amazonaws.com",
                        "VERIFICATION: it holds",
                        "==== 6. Heroku rotates the credential",
                        "VERIFICATION: IT DOES NOT HOLD",
                        "RESULT: nothing had to be changed",
                        "VERIFICATION: it holds",
                        "==== 8. Undoing everything that the journal knows, newest first",
                        "UNDO: done and committed",
                        "==== 9. What is left",
                        "==== 10. The other tiers");
        assertThat(out)
                .contains(
                        "Nothing. All ",
                        "BLOCKER HEROKU_NO_CREDENTIALS",
                        "WARNING HEROKU_DEFAULT_CREDENTIAL",
                        "BLOCKER HEROKU_UNREACHABLE",
                        "heroku data:pg:credentials:create postgresql-curved-10004 --name segment --app shop-app");
        assertThat(status).isEqualTo(ExitStatus.OK);
        try (Stream<Path> left = Files.list(temporary)) {
            // the unpacked PostgreSQL, for the next run
            assertThat(left).extracting(path -> path.getFileName().toString()).containsOnly("embedded-pg");
        }
    }
}
