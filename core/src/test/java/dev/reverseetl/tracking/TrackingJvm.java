package dev.reverseetl.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;
import org.slf4j.LoggerFactory;

/** A {@link TrackingProgram} in a JVM of its own, to be killed. */
final class TrackingJvm implements AutoCloseable {
    private static final int MOST_SECONDS = 120;

    private final Process process;
    private final Path said;
    private final BufferedReader output;

    private TrackingJvm(Process process, Path said) {
        this.process = process;
        this.said = said;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    static TrackingJvm start(TrackedDatabase tracked) throws IOException {
        String classPath = ClassPath.of(
                TrackingProgram.class, ReverseEtlException.class, Driver.class, LoggerFactory.class, JsonFactory.class);
        Path said = Files.createTempFile("changes", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        TrackingProgram.class.getName(),
                        tracked.database().server().host(),
                        String.valueOf(tracked.database().server().port()),
                        tracked.database().name(),
                        tracked.role().role(),
                        tracked.role().password(),
                        said.toString())
                .redirectErrorStream(true)
                .start();
        return new TrackingJvm(process, said);
    }

    /** Kills the program when it has said so many lines, and returns all the changes that it had delivered. */
    List<String> killAfter(int lines) throws IOException, InterruptedException {
        try {
            int seen = 0;
            while (seen < lines && output.readLine() != null) {
                seen++;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.readAllLines(said);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(said);
    }
}
