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
class RdsSetupIT {
    private static final Path JAR = Path.of("target", "reverse-etl-examples.jar");
    private static final Path ACTUAL = Path.of("target", "rds-setup-demo.txt");
    private static final String RULE =
            "Let 3.251.148.96/29 through the security group " + RdsSample.GROUP + " to port 5432";

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void demoTellsWholeWay(@TempDir Path directory) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path err = directory.resolve("err");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        JAR.toString(),
                        "rds-setup",
                        "--demo")
                .redirectOutput(ACTUAL.toFile())
                .redirectError(err.toFile());
        program.environment().put("HTTP_PROXY", "http://127.0.0.1:1"); // what is on this machine needs none
        Process process = program.start();
        int status = process.waitFor();
        String out = Files.readString(ACTUAL, Charset.defaultCharset());
        assertThat(Files.readString(err, Charset.defaultCharset())).isEmpty();
        assertThat(out.lines().map(String::strip))
                .containsSubsequence(
                        "==== 2. The plan: statements, and rules of the security group",
                        "8. Grant SELECT on the table or view \"app\".\"users\" to \"segment\" (GRANT)",
                        "9. " + RULE,
                        "RESULT: applied and committed",
                        "Hostname  " + RdsSample.HOST,
                        "VERIFICATION: it holds",
                        "The rule for 3.251.148.96/29 is gone. Verifying again:",
                        "VERIFICATION: IT DOES NOT HOLD",
                        "Missing         1 step",
                        "1. " + RULE,
                        "RESULT: applied and committed",
                        "VERIFICATION: it holds",
                        "==== 8. Undoing everything that the journal knows, newest first",
                        "UNDO: done and committed",
                        "UNDO: done and committed",
                        "==== 9. What is left");
        assertThat(out).contains("Nothing. All 26 facts of the catalogs are as they were in the beginning");
        assertThat(status).isEqualTo(ExitStatus.OK);
        try (Stream<Path> left = Files.list(temporary)) {
            // the unpacked PostgreSQL, for the next run
            assertThat(left).extracting(path -> path.getFileName().toString()).containsOnly("embedded-pg");
        }
    }
}
