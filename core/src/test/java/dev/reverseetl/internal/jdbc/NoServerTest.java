package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.SslMode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no PostgreSQL server: nothing at all, or something else at that port. */
class NoServerTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    @Test
    void knowsAClosedPort() throws IOException {
        int port;
        try (OddServer server = OddServer.silent()) {
            port = server.port();
        }

        Attempt.fails(to(port, SslMode.PREFER), ConnectProblem.REFUSED);
    }

    @Test
    void knowsAHostWithoutAddress() {
        // No label of a name is that long, so that no name server is asked.
        Attempt.fails(to(1, SslMode.PREFER).withEndpoint("x".repeat(64) + ".invalid", 1), ConnectProblem.UNKNOWN_HOST);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "ALLOW", "PREFER", "REQUIRE"})
    void doesNotWaitForASilentServerForLong(SslMode mode) throws IOException {
        try (OddServer server = OddServer.silent()) {
            assertThat(waiting(to(server.port(), mode), ConnectProblem.TIMED_OUT))
                    .isBetween(TIMEOUT.minusMillis(10), TIMEOUT.multipliedBy(3));
        }
    }

    @Test
    void doesNotWaitForADrippingServerForLong() throws IOException {
        try (OddServer server = OddServer.dripping()) {
            assertThat(waiting(to(server.port(), SslMode.DISABLE), ConnectProblem.TIMED_OUT))
                    .isLessThan(TIMEOUT.multipliedBy(3));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "PREFER", "REQUIRE"})
    void knowsAnotherProtocol(SslMode mode) throws IOException {
        try (OddServer server = OddServer.web()) {
            Attempt.fails(to(server.port(), mode), ConnectProblem.NOT_THE_PROTOCOL);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFER", "REQUIRE"})
    void knowsAServerThatHangsUp(SslMode mode) throws IOException {
        try (OddServer server = OddServer.closing()) {
            Attempt.fails(to(server.port(), mode), ConnectProblem.CLOSED);
        }
    }

    private static Duration waiting(ConnectionSettings settings, ConnectProblem expected) {
        long start = System.nanoTime();
        Attempt.fails(settings, expected);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static ConnectionSettings to(int port, SslMode mode) {
        return ConnectionSettings.builder()
                .host("localhost")
                .port(port)
                .user("admin")
                .sslMode(mode)
                .connectTimeout(TIMEOUT)
                .build();
    }
}
