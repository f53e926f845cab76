package dev.reverseetl.setup;

import com.fasterxml.jackson.core.JsonFactory;
import dev.reverseetl.testing.ClassPath;
import dev.reverseetl.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;
import org.slf4j.LoggerFactory;

/** A {@link SetupProgram} in a JVM of its own, which is killed when it takes too long. */
final class SetupJvm implements AutoCloseable {
    private static final int MOST_SECONDS = 180;

    private final Process process;
    private final BufferedReader output;

    private SetupJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        // Who waits for a line of it waits no longer then
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    static SetupJvm start(SetupRun run) throws IOException {
        TestDatabase database = run.admin().database();
        return new SetupJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        ClassPath.of(
                                SetupProgram.class,
                                ReverseEtlSourceSetup.class,
                                Driver.class,
                                LoggerFactory.class,
                                JsonFactory.class),
                        SetupProgram.class.getName(),
                        database.server().host(),
                        String.valueOf(database.server().port()),
                        database.name(),
                        run.admin().role(),
                        run.admin().password(),
                        run.role(),
                        run.managedSchema())
                .redirectErrorStream(true)
                .start());
    }

    void awaitReady() throws IOException {
        await(SetupProgram.READY);
    }

    void go() throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write("go\n");
        input.flush();
    }

    /** Waits for what {@link SetupProgram#outcome} says. */
    String awaitOutcome() throws IOException {
        return await(SetupProgram.DONE);
    }

    /** Waits for the line that begins so, and returns its rest. */
    private String await(String beginning) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("No \"" + beginning + "\" came from a set-up in a JVM of its own, but:\n" + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
