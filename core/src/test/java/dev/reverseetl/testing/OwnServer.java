package dev.reverseetl.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An embedded server for one test alone, which may configure, restart and freeze it. Closing stops it. */
public final class OwnServer implements PostgresServer, AutoCloseable {
    private final EmbeddedServer server;

    OwnServer(int major, Map<String, String> settings) {
        server = EmbeddedServer.start(major, settings);
    }

    /** Cuts every connection and starts again at the same port. */
    public void restart() throws IOException {
        server.restart(false);
    }

    /** Stops as by {@code pg_ctl stop -m immediate}, without a checkpoint, and starts again at the same port. */
    public void restartImmediately() throws IOException, InterruptedException {
        server.restartImmediately();
    }

    /** Crashes, because one of its processes is killed, and recovers: what is not logged is lost. */
    public void crash() throws IOException, SQLException, InterruptedException {
        try (Connection victim = connect("postgres")) {
            String pid = new TestSession(victim).rows("SELECT pg_backend_pid()").get(0);
            new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
            while (victim.isValid(1)) {
                Thread.onSpinWait();
            }
        }
        for (int i = 0; i < 300 && !accepts(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean accepts() {
        try (Connection any = connect("postgres")) {
            return any.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Cuts every connection and comes back, at the same port with the same data, as a read-only standby for good. */
    public void becomeStandby() throws IOException {
        server.restart(true);
    }

    @Override
    public void close() {
        server.stop();
    }

    @Override
    public int major() {
        return server.major();
    }

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String superuserPassword() {
        return server.superuserPassword();
    }

    @Override
    public String log() {
        return server.log();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
