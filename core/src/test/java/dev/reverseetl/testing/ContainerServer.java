package dev.reverseetl.testing;

import java.util.Locale;
import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container; gone when the JVM ends. */
final class ContainerServer implements PostgresServer {
    private final int major;
    private final PostgreSQLContainer container;

    private ContainerServer(int major, PostgreSQLContainer container) {
        this.major = major;
        this.container = container;
    }

    static ContainerServer start(int major) {
        String pattern = System.getProperty("pg.image", "");
        String image = String.format(Locale.ROOT, pattern.isBlank() ? "postgres:%s" : pattern, major);
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withUsername(SUPERUSER)
                .withPassword(UUID.randomUUID().toString())
                .withDatabaseName("postgres");
        container.withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=16MB");
        container.start();
        // Testcontainers' own reaper is a container too, which not every place can run.
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-postgres"));
        return new ContainerServer(major, container);
    }

    @Override
    public int major() {
        return major;
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    @Override
    public String superuserPassword() {
        return container.getPassword();
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major;
    }
}
