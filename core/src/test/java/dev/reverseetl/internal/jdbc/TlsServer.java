package dev.reverseetl.internal.jdbc;

import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestCertificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;

/** A real PostgreSQL server that speaks TLS with the certificate it is given, and asks each role for another login. */
final class TlsServer implements AutoCloseable {
    private static final Duration RELOAD = Duration.ofSeconds(30);
    /** No line admits tls_only or certified without TLS, nor anybody who is not named. */
    private static final String PG_HBA = """
            host     all  postgres,trusted  all  trust
            hostssl  all  tls_only          all  scram-sha-256
            hostssl  all  certified         all  cert
            host     all  plain             all  password
            host     all  app,full,nobody   all  scram-sha-256
            """;

    private static final String SETTINGS = """

            ssl = on
            ssl_ca_file = 'root.crt'
            """;

    private final int major;
    private final EmbeddedPostgres server;
    private final Path data;

    private TlsServer(int major, EmbeddedPostgres server, Path data) {
        this.major = major;
        this.server = server;
        this.data = data;
    }

    /**
     * Returns a server of each version to test on, started when it is its turn.
     *
     * @param root signs the server's certificate and those of clients that it trusts
     * @param statements what the superuser runs first
     */
    static Stream<TlsServer> ofOutermostVersions(TestCertificate root, String... statements) {
        return PostgresServers.outermostMajors().stream().map(major -> start(major, root, statements));
    }

    private static TlsServer start(int major, TestCertificate root, String... statements) {
        List<Path> data = new ArrayList<>();
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPgBinaryResolver(new Jar(major))
                    .setDataDirectoryCustomizer(created -> data.add(write(created.toPath(), root)))
                    .start();
            TlsServer started = new TlsServer(major, server, data.get(0));
            started.run(statements);
            return started;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    DataSource dataSource(String user, String password) {
        return server.getDatabase(user, "postgres", Map.of("password", password));
    }

    /** Runs SQL as the superuser. */
    void run(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Makes the server show this certificate to new connections. */
    void show(TestCertificate certificate) throws IOException, SQLException {
        writeServer(data, certificate);
        reload();
    }

    void offerTls(boolean offer) throws SQLException {
        run("ALTER SYSTEM SET ssl = " + offer);
        reload();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major;
    }

    /** The server reloads when it gets round to it, and tells new connections when it has. */
    private void reload() throws SQLException {
        Timestamp before = loaded();
        run("SELECT pg_reload_conf()");
        long start = System.nanoTime();
        while (!loaded().after(before)) {
            if (System.nanoTime() - start > RELOAD.toNanos()) {
                throw new IllegalStateException("The server has not reloaded its configuration in " + RELOAD);
            }
            Thread.onSpinWait();
        }
    }

    private Timestamp loaded() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_conf_load_time()")) {
            result.next();
            return result.getTimestamp(1);
        }
    }

    private static Path write(Path data, TestCertificate root) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), PG_HBA);
            Files.writeString(data.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
            root.writeTo(data.resolve("root.crt"));
            writeServer(data, root.issue("server", "localhost"));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeServer(Path data, TestCertificate certificate) throws IOException {
        certificate.writeTo(data.resolve("server.crt"));
        certificate.writeKeyTo(data.resolve("server.key"));
    }

    /**
     * The build puts each version's binaries into a jar of their own. A record, since the unpacked are cached by it.
     */
    record Jar(int major) implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            Path jar = Path.of(System.getProperty("pg.binaries", "target/pg"), "postgres-" + major + ".jar");
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry entry = zip.stream()
                        .filter(candidate -> candidate.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow();
                return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
            }
        }
    }
}
