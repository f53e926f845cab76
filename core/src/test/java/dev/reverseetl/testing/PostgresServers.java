package dev.reverseetl.testing;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The servers that all tests of a JVM share: each is started when first asked for and stops with the JVM.
 *
 * <p>System property {@code pg.versions} selects the majors, {@code pg.source} says where they come from:
 * {@code embedded} binaries, or {@code testcontainers} with the images named by {@code pg.image}.
 */
public final class PostgresServers {
    private static final List<Integer> SELECTED = Stream.of(
                    System.getProperty("pg.versions", "14,15,16,17,18").split(",", -1))
            .map(major -> Integer.valueOf(major.strip()))
            .toList();
    private static final boolean IN_CONTAINERS =
            System.getProperty("pg.source", "embedded").equals("testcontainers");

    private static final boolean IN_LONG_LANE =
            !System.getProperty("tests.excluded", "").contains("long");

    private static final Map<Integer, PostgresServer> RUNNING = new HashMap<>();

    private PostgresServers() {}

    /** The selected servers, each started when the stream comes to it. */
    public static Stream<PostgresServer> selected() {
        return SELECTED.stream().map(PostgresServers::start);
    }

    /** The oldest and the newest of the selected servers; all of them when long tests run too. */
    public static Stream<PostgresServer> outermost() {
        return outermostMajors().stream().map(PostgresServers::start);
    }

    /** The majors of the oldest and the newest of the selected servers; all of them when long tests run too. */
    public static List<Integer> outermostMajors() {
        return SELECTED.stream()
                .filter(major -> IN_LONG_LANE
                        || major.equals(Collections.min(SELECTED))
                        || major.equals(Collections.max(SELECTED)))
                .toList();
    }

    /**
     * Of the selected servers the oldest, the newest, and 16, which changed what CREATEROLE may do; all of them when
     * long tests run too.
     */
    public static Stream<PostgresServer> turningPoints() {
        return SELECTED.stream()
                .filter(major -> major == 16 || outermostMajors().contains(major))
                .map(PostgresServers::start);
    }

    /** The newest of the selected servers. */
    public static PostgresServer newest() {
        return start(Collections.max(SELECTED));
    }

    /** Whether there is a server of this major: not every platform has every one. */
    public static boolean isAvailable(int major) {
        return isContainer(major) || EmbeddedServer.isAvailable(major);
    }

    /** The shared server of this major, selected or not. */
    public static PostgresServer start(int major) {
        synchronized (RUNNING) {
            return RUNNING.computeIfAbsent(
                    major,
                    any -> isContainer(major) ? ContainerServer.start(major) : EmbeddedServer.start(major, Map.of()));
        }
    }

    /**
     * A server of its own for one test, always an embedded one, with settings as in {@code postgresql.conf}:
     * {@code hba_file} and {@code ssl_cert_file} too.
     */
    public static OwnServer startOwn(int major, Map<String, String> settings) {
        return new OwnServer(major, settings);
    }

    private static boolean isContainer(int major) {
        return IN_CONTAINERS && SELECTED.contains(major);
    }
}
