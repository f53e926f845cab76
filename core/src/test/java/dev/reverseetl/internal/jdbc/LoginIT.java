package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import dev.reverseetl.testing.TestCertificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logging in, and being refused, on a real server. */
@ParameterizedClass
@MethodSource("servers")
class LoginIT {
    private final TlsServer server;

    LoginIT(TlsServer server) {
        this.server = server;
    }

    static Stream<TlsServer> servers() {
        String password = "PASSWORD '" + Attempt.PASSWORD + "'";
        return TlsServer.ofOutermostVersions(
                TestCertificate.root("root"),
                "CREATE ROLE app LOGIN " + password,
                "CREATE ROLE tls_only LOGIN " + password,
                "CREATE ROLE plain LOGIN " + password,
                "CREATE ROLE full LOGIN CONNECTION LIMIT 0 " + password,
                "CREATE ROLE certified LOGIN",
                "CREATE ROLE trusted NOLOGIN",
                "CREATE DATABASE \"Odd/Name?\"",
                "CREATE DATABASE private",
                "REVOKE CONNECT ON DATABASE private FROM PUBLIC",
                "CREATE DATABASE closed ALLOW_CONNECTIONS false");
    }

    @Test
    void opensAConnectionAsSet() throws SQLException {
        ConnectionSettings settings = as("app").applicationName("nightly").build();
        ConnectionSource source = ConnectionSource.of(settings);

        try (Connection connection = source.open()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getNetworkTimeout()).isZero();
        }
        assertThat(source.describe()).isEqualTo("localhost:" + server.port() + "/postgres");
        assertThat(source).hasToString(source.describe());
        assertThat(source.settings()).contains(settings);
        assertThat(Attempt.query(settings, "SHOW application_name")).isEqualTo("nightly");
        assertThat(Attempt.query(settings, "SELECT current_user")).isEqualTo("app");
    }

    @Test
    void connectsToADatabaseOfAnyName() throws SQLException {
        assertThat(Attempt.query(as("app").database("Odd/Name?").build(), "SELECT current_database()"))
                .isEqualTo("Odd/Name?");
    }

    @Test
    void knowsAWrongPassword() {
        Attempt.fails(as("app").password(Secret.of("wrong")).build(), ConnectProblem.WRONG_PASSWORD);
        Attempt.fails(as("plain").password(Secret.of("wrong")).build(), ConnectProblem.WRONG_PASSWORD);
        Attempt.fails(as("nobody").build(), ConnectProblem.WRONG_PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "PREFER", "REQUIRE"})
    void knowsAMissingPassword(SslMode mode) {
        Attempt.fails(withoutPassword("app").sslMode(mode).build(), ConnectProblem.NO_PASSWORD);
        Attempt.fails(withoutPassword("plain").sslMode(mode).build(), ConnectProblem.WRONG_PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "ALLOW", "PREFER", "REQUIRE"})
    void knowsARoleThatMayNotLogIn(SslMode mode) {
        Attempt.fails(as("trusted").sslMode(mode).build(), ConnectProblem.ROLE_REFUSED);
    }

    @Test
    void knowsThatTlsIsRequired() {
        assertThat(Attempt.fails(as("tls_only").sslMode(SslMode.DISABLE).build(), ConnectProblem.TLS_REQUIRED))
                .hasMessageContaining("SQLSTATE 28000");
    }

    @ParameterizedTest
    @EnumSource(names = {"ALLOW", "PREFER", "REQUIRE"})
    void usesTlsWhereItIsRequired(SslMode mode) throws SQLException {
        assertThat(Attempt.isEncrypted(as("tls_only").sslMode(mode).build())).isTrue();
    }

    @Test
    void knowsAWrongPasswordBehindTheDriversSecondAttempt() {
        Attempt.fails(
                as("tls_only")
                        .sslMode(SslMode.ALLOW)
                        .password(Secret.of("wrong"))
                        .build(),
                ConnectProblem.WRONG_PASSWORD);
    }

    @Test
    void knowsThatAClientCertificateIsMissing() {
        Attempt.fails(as("certified").sslMode(SslMode.REQUIRE).build(), ConnectProblem.LOGIN_REFUSED);
    }

    @Test
    void knowsThatNoEntryAdmitsTheUser() {
        Attempt.fails(as("stranger").build(), ConnectProblem.LOGIN_REFUSED);
        Attempt.fails(as("stranger").sslMode(SslMode.ALLOW).build(), ConnectProblem.LOGIN_REFUSED);
        Attempt.fails(as("stranger").sslMode(SslMode.REQUIRE).build(), ConnectProblem.LOGIN_REFUSED);
    }

    @Test
    void knowsAMissingDatabase() {
        assertThat(Attempt.fails(as("app").database("nowhere").build(), ConnectProblem.NO_DATABASE))
                .hasMessageContaining("/nowhere\"")
                .hasMessageContaining("SQLSTATE 3D000");
    }

    @Test
    void knowsADatabaseThatLetsNobodyIn() {
        Attempt.fails(as("app").database("private").build(), ConnectProblem.NO_CONNECT_PRIVILEGE);
        Attempt.fails(as("app").database("closed").build(), ConnectProblem.DATABASE_CLOSED);
    }

    @Test
    void knowsThatNoConnectionIsLeft() {
        Attempt.fails(as("full").build(), ConnectProblem.NO_CONNECTION_LEFT);
    }

    @Test
    void keepsAnInterruption() {
        Thread.currentThread().interrupt();
        try {
            Attempt.fails(as("app").build(), ConnectProblem.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void borrowsFromADataSource() throws SQLException {
        ConnectionSource source = ConnectionSource.of(server.dataSource("app", Attempt.PASSWORD));

        try (Connection connection = source.open()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(source.describe()).isEqualTo("data source org.postgresql.ds.PGSimpleDataSource");
        assertThat(source.settings()).isEmpty();
    }

    @Test
    void explainsWhyADataSourceLendsNothing() {
        Attempt.fails(ConnectionSource.of(server.dataSource("app", "wrong")), ConnectProblem.WRONG_PASSWORD);
    }

    private ConnectionSettings.Builder as(String user) {
        return withoutPassword(user).password(Secret.of(Attempt.PASSWORD));
    }

    private ConnectionSettings.Builder withoutPassword(String user) {
        return ConnectionSettings.builder()
                .host("localhost")
                .port(server.port())
                .database("postgres")
                .user(user);
    }
}
