package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class ConnectDiagnosisTest {
    @ParameterizedTest
    @CsvSource({
        "28P01, WRONG_PASSWORD",
        "28000, LOGIN_REFUSED",
        "3D000, NO_DATABASE",
        "42501, NO_CONNECT_PRIVILEGE",
        "53300, NO_CONNECTION_LEFT",
        "55000, DATABASE_CLOSED",
        "57P03, NOT_ACCEPTING",
        "08P01, OTHER",
        "08004, OTHER",
        "08006, OTHER",
        "XX000, OTHER"
    })
    void goesByTheServersSqlState(String sqlState, ConnectProblem problem) {
        assertThat(diagnosed(server(sqlState, ""), SslMode.REQUIRE)).isEqualTo(problem);
        assertThat(ConnectDiagnosis.of(server(sqlState, ""), Optional.empty())).isEqualTo(problem);
    }

    @ParameterizedTest
    @MethodSource("driverFailures")
    void goesByTheTypeOfWhatTheDriverCaught(String sqlState, Exception cause, ConnectProblem problem) {
        assertThat(diagnosed(driver(sqlState, cause), SslMode.VERIFY_FULL)).isEqualTo(problem);
    }

    static Stream<Arguments> driverFailures() {
        return Stream.of(
                Arguments.of("08001", new UnknownHostException("db"), ConnectProblem.UNKNOWN_HOST),
                Arguments.of("08001", new NoRouteToHostException(), ConnectProblem.NO_ROUTE),
                Arguments.of("08001", new ConnectException(), ConnectProblem.REFUSED),
                Arguments.of("08001", new SocketTimeoutException(), ConnectProblem.TIMED_OUT),
                Arguments.of("08001", new EOFException(), ConnectProblem.CLOSED),
                Arguments.of("08001", new SocketException(), ConnectProblem.NETWORK),
                Arguments.of("08006", new SocketException(), ConnectProblem.TLS_HANDSHAKE),
                Arguments.of("08006", new EOFException(), ConnectProblem.CLOSED),
                Arguments.of("08006", new SocketTimeoutException(), ConnectProblem.TIMED_OUT),
                Arguments.of("08004", new Exception("SCRAM"), ConnectProblem.SERVER_UNPROVEN),
                Arguments.of("08006", new FileNotFoundException(), ConnectProblem.TLS_FILE),
                Arguments.of("08006", new GeneralSecurityException(), ConnectProblem.TLS_FILE),
                Arguments.of("08006", new CertificateException(), ConnectProblem.TLS_FILE),
                Arguments.of("08006", new SSLException("x"), ConnectProblem.TLS_HANDSHAKE),
                Arguments.of("08006", new SSLException(new EOFException()), ConnectProblem.TLS_HANDSHAKE),
                Arguments.of(
                        "08006", certificate(new CertPathBuilderException()), ConnectProblem.CERTIFICATE_UNTRUSTED),
                Arguments.of(
                        "08006",
                        certificate(new CertPathValidatorException("x", null, null, -1, PKIXReason.NO_TRUST_ANCHOR)),
                        ConnectProblem.CERTIFICATE_UNTRUSTED),
                Arguments.of(
                        "08006",
                        certificate(new CertPathValidatorException(
                                "x", null, null, -1, CertPathValidatorException.BasicReason.INVALID_SIGNATURE)),
                        ConnectProblem.CERTIFICATE_UNTRUSTED),
                Arguments.of(
                        "08006",
                        certificate(new CertPathValidatorException(new CertificateExpiredException())),
                        ConnectProblem.CERTIFICATE_EXPIRED),
                Arguments.of(
                        "08006",
                        certificate(new CertPathValidatorException(new CertificateNotYetValidException())),
                        ConnectProblem.CERTIFICATE_NOT_YET_VALID),
                Arguments.of(
                        "08006",
                        certificate(new CertPathValidatorException("weak")),
                        ConnectProblem.CERTIFICATE_REJECTED),
                Arguments.of("99999", new IOException(), ConnectProblem.OTHER),
                Arguments.of("99999", new InterruptedException(), ConnectProblem.INTERRUPTED));
    }

    @Test
    void takesTheDriversPlainTimeOutForWhatItIs() {
        assertThat(diagnosed(driver("08001", null), SslMode.PREFER)).isEqualTo(ConnectProblem.TIMED_OUT);
    }

    @Test
    void takesAProtocolViolationForAnotherKindOfServer() {
        assertThat(diagnosed(driver("08P01", null), SslMode.PREFER)).isEqualTo(ConnectProblem.NOT_THE_PROTOCOL);
    }

    @Test
    void cannotTellTheHostNameFromTheKeyFile() {
        assertThat(diagnosed(driver("08006", null), SslMode.VERIFY_FULL)).isEqualTo(ConnectProblem.HOST_NAME_OR_KEY);
    }

    @Test
    void cannotTellAServerWithoutTlsFromALoginThatTheDriverRefuses() {
        assertThat(diagnosed(driver("08004", null), SslMode.REQUIRE)).isEqualTo(ConnectProblem.TLS_OR_LOGIN);
        assertThat(ConnectDiagnosis.of(driver("08004", null), Optional.empty())).isEqualTo(ConnectProblem.TLS_OR_LOGIN);
        assertThat(diagnosed(driver("08004", null), SslMode.PREFER)).isEqualTo(ConnectProblem.NO_PASSWORD);
        assertThat(ConnectDiagnosis.of(
                        driver("08004", null),
                        Optional.of(settings(SslMode.PREFER).withUser("u", Secret.of("x")))))
                .isEqualTo(ConnectProblem.LOGIN_METHOD);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "ALLOW"})
    void suspectsThatTlsIsRequired(SslMode mode) {
        assertThat(diagnosed(server("28000", "ClientAuthentication"), mode)).isEqualTo(ConnectProblem.TLS_REQUIRED);
        assertThat(diagnosed(server("28000", ""), mode)).isEqualTo(ConnectProblem.TLS_REQUIRED);
    }

    @ParameterizedTest
    @EnumSource
    void tellsARoleThatMayNotLogInFromPgHba(SslMode mode) {
        assertThat(diagnosed(server("28000", "InitializeSessionUserId"), mode)).isEqualTo(ConnectProblem.ROLE_REFUSED);
        assertThat(diagnosed(server("28000", "auth_failed"), mode)).isEqualTo(ConnectProblem.LOGIN_REFUSED);
    }

    @Test
    void listensToTheSecondAttemptWhereTheFirstWasRefused() {
        PSQLException first = server("28000", "ClientAuthentication");
        first.addSuppressed(server("28P01", "auth_failed"));

        assertThat(diagnosed(first, SslMode.ALLOW)).isEqualTo(ConnectProblem.WRONG_PASSWORD);
    }

    @Test
    void seesThatTlsIsNotThePointWhereBothAttemptsWereRefused() {
        PSQLException first = server("28000", "ClientAuthentication");
        first.addSuppressed(server("28000", "ClientAuthentication"));

        assertThat(diagnosed(first, SslMode.ALLOW)).isEqualTo(ConnectProblem.LOGIN_REFUSED);
    }

    @Test
    void looksThroughThePoolsWrapping() {
        Exception byPool = new SQLTransientConnectionException("timed out", server("28P01", ""));
        Exception unchecked = new IllegalStateException(driver("08001", new UnknownHostException()));

        assertThat(ConnectDiagnosis.of(byPool, Optional.empty())).isEqualTo(ConnectProblem.WRONG_PASSWORD);
        assertThat(ConnectDiagnosis.of(unchecked, Optional.empty())).isEqualTo(ConnectProblem.UNKNOWN_HOST);
        assertThat(ConnectDiagnosis.of(new SQLTransientConnectionException("timed out"), Optional.empty()))
                .isEqualTo(ConnectProblem.NOTHING_LENT);
        assertThat(ConnectDiagnosis.of(new SQLException("?"), Optional.empty())).isEqualTo(ConnectProblem.OTHER);
    }

    private static ConnectProblem diagnosed(SQLException failure, SslMode mode) {
        return ConnectDiagnosis.of(failure, Optional.of(settings(mode)));
    }

    private static ConnectionSettings settings(SslMode mode) {
        ConnectionSettings.Builder builder =
                ConnectionSettings.builder().host("db").user("admin").sslMode(mode);
        return mode.compareTo(SslMode.REQUIRE) > 0
                ? builder.rootCertificate(ConnectionSettings.SYSTEM_ROOTS)
                        .sslMode(SslMode.VERIFY_FULL)
                        .build()
                : builder.build();
    }

    private static PSQLException server(String sqlState, String routine) {
        return new PSQLException(new ServerErrorMessage("SFATAL\0C" + sqlState + "\0MNein.\0R" + routine + "\0\0"));
    }

    private static PSQLException driver(String sqlState, @Nullable Exception cause) {
        PSQLState state = Stream.of(PSQLState.values())
                .filter(known -> known.getState().equals(sqlState))
                .findFirst()
                .orElseThrow();
        return new PSQLException("Nein.", state, cause);
    }

    private static SSLException certificate(Exception cause) {
        SSLException failure = new SSLHandshakeException("x");
        failure.initCause(new CertificateException(cause));
        return failure;
    }
}
