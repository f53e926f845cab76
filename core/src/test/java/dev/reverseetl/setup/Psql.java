package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.Login;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * PostgreSQL's own psql, where it is installed.
 *
 * @param program the program
 */
record Psql(Path program) {
    static Psql assumeInstalled() {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "psql"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "psql is not installed");
        return new Psql(program.orElseThrow());
    }

    /** Runs a script as the administrator would, and expects it to succeed. */
    void run(Login admin, String script, String password) {
        try {
            Path file = Files.createTempFile("reverse-etl", ".sql");
            Files.writeString(file, script);
            ProcessBuilder builder = new ProcessBuilder(
                            program.toString(),
                            "--no-psqlrc",
                            "-v",
                            "ON_ERROR_STOP=1",
                            "-v",
                            "verifier=" + PasswordVerifier.of(Secret.of(password)),
                            "-f",
                            file.toString())
                    .redirectErrorStream(true);
            builder.environment().put("PGHOST", admin.database().server().host());
            builder.environment()
                    .put("PGPORT", String.valueOf(admin.database().server().port()));
            builder.environment().put("PGDATABASE", admin.database().name());
            builder.environment().put("PGUSER", admin.role());
            builder.environment().put("PGPASSWORD", admin.password());
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output + "\n" + script).isZero();
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
