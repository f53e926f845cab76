package dev.reverseetl.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A PostgreSQL in a temporary directory, which is stopped and removed when it is closed, and also when the program is
 * interrupted. Like any server that is worth it, and unlike a test's, it asks for passwords: only its superuser, as
 * which the sample data come in, needs none.
 */
final class SampleServer implements AutoCloseable {
    static final String SUPERUSER = "postgres";

    /** A slow machine may be busy with unpacking. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ACCESS_RULES = """
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128      trust
            host all all      127.0.0.1/32 scram-sha-256
            host all all      ::1/128      scram-sha-256
            """;

    private final EmbeddedPostgres postgres;

    private SampleServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static SampleServer start() {
        try {
            return new SampleServer(EmbeddedPostgres.builder()
                    .setPgBinaryResolver(BundledPostgres.ofThisMachine())
                    .setPGStartupWait(PATIENCE)
                    .setLocaleConfig("locale", "C")
                    .setDataDirectoryCustomizer(SampleServer::askForPasswords)
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new ProgramFailure(
                    "The bundled PostgreSQL could not be started: " + e + ".",
                    "Look at the lines above. It needs a temporary directory (" + System.getProperty("java.io.tmpdir")
                            + ") with some 200 MB, from which programs may be run, and on Linux the C library glibc.",
                    e);
        }
    }

    String host() {
        return "localhost";
    }

    int port() {
        return postgres.getPort();
    }

    /** Returns the version as PostgreSQL itself says it. */
    String version() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    DataSource asSuperuser(String database) {
        return postgres.getDatabase(SUPERUSER, database);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void askForPasswords(File dataDirectory) {
        try {
            Files.writeString(Path.of(dataDirectory.getPath(), "pg_hba.conf"), ACCESS_RULES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
