package dev.reverseetl.setup;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.testing.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PgBouncer before a server, where it is installed. Logs users in by the server's own verifiers, as managed ones
 * do.
 */
final class PgBouncer implements AutoCloseable {
    @SuppressWarnings("InlineFormatString") // a file of its own reads better apart
    private static final String INI = """
            [databases]
            * = host=%s port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            pool_mode = %s
            ignore_startup_parameters = extra_float_digits
            auth_type = scram-sha-256
            auth_file = %s
            auth_user = %s
            auth_query = SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename = $1
            """;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with a pool mode such as {@code transaction}, or aborts the test where it is not installed. */
    static PgBouncer start(PostgresServer server, String poolMode, Path directory) throws IOException {
        Optional<Path> program = Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(path -> Path.of(path, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "PgBouncer is not installed");
        int port = freePort();
        Path users = directory.resolve("users.txt");
        Path ini = directory.resolve("pgbouncer.ini");
        Path log = directory.resolve("pgbouncer.log");
        Files.writeString(users, "\"" + PostgresServer.SUPERUSER + "\" \"" + server.superuserPassword() + "\"\n");
        Files.writeString(
                ini, INI.formatted(server.host(), server.port(), port, poolMode, users, PostgresServer.SUPERUSER));
        // It refuses to run as root, and -u changes the user before it reads the file of users
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        boolean root = System.getProperty("user.name").equals("root");
        String[] command = root
                ? new String[] {program.get().toString(), "-u", "nobody", ini.toString()}
                : new String[] {program.get().toString(), ini.toString()};
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PgBouncer bouncer = new PgBouncer(process, port);
        bouncer.awaitOpen(log);
        return bouncer;
    }

    /** Returns the same way in, with PgBouncer before it. */
    ConnectionSettings before(ConnectionSettings settings) {
        return settings.withEndpoint("127.0.0.1", port);
    }

    private void awaitOpen(Path log) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isOpen()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("PgBouncer did not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
