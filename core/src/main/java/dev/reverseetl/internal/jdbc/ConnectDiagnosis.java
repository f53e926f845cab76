package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.SslMode;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.sql.SQLTransientException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells the problem from the exceptions' types and SQLSTATEs; their texts speak many languages. */
final class ConnectDiagnosis {
    private ConnectDiagnosis() {}

    /**
     * Returns the problem.
     *
     * @param failure what the driver or the data source threw
     * @param settings how the connection was made, if that is known
     */
    static ConnectProblem of(Exception failure, Optional<ConnectionSettings> settings) {
        CauseChain causes = CauseChain.of(failure);
        if (causes.has(InterruptedException.class)) {
            return ConnectProblem.INTERRUPTED;
        }
        return SqlFailure.in(failure)
                .map(sql -> bySqlState(sql, causes, settings))
                .orElseGet(() -> byType(causes));
    }

    private static ConnectProblem bySqlState(SqlFailure sql, CauseChain causes, Optional<ConnectionSettings> settings) {
        return switch (sql.state()) {
            case "28P01" -> ConnectProblem.WRONG_PASSWORD;
            case "28000" -> refusal(sql, settings);
            case "3D000" -> ConnectProblem.NO_DATABASE;
            case "42501" -> ConnectProblem.NO_CONNECT_PRIVILEGE;
            case "53300" -> ConnectProblem.NO_CONNECTION_LEFT;
            case "55000" -> ConnectProblem.DATABASE_CLOSED;
            case "57P01", "57P02", "57P03" -> ConnectProblem.NOT_ACCEPTING;
            default -> sql.fromServer() ? ConnectProblem.OTHER : byDriver(sql, causes, settings);
        };
    }

    private static ConnectProblem refusal(SqlFailure sql, Optional<ConnectionSettings> settings) {
        if (sql.routine().equals("InitializeSessionUserId")) {
            return ConnectProblem.ROLE_REFUSED;
        }
        boolean loginFailed = sql.routine().equals("auth_failed");
        boolean unencrypted = settings.map(ConnectionSettings::sslMode)
                .filter(mode -> mode.compareTo(SslMode.PREFER) < 0)
                .isPresent();
        return unencrypted && !loginFailed && !sql.retried()
                ? ConnectProblem.TLS_REQUIRED
                : ConnectProblem.LOGIN_REFUSED;
    }

    private static ConnectProblem byDriver(SqlFailure sql, CauseChain causes, Optional<ConnectionSettings> settings) {
        if (sql.state().equals("08P01")) {
            return ConnectProblem.NOT_THE_PROTOCOL;
        }
        if (sql.state().equals("08004")) {
            return rejection(sql, settings);
        }
        if (sql.state().equals("08001") && !sql.hasCause() && settings.isPresent()) {
            return ConnectProblem.TIMED_OUT;
        }
        if (sql.state().equals("08006") && !sql.hasCause()) {
            return ConnectProblem.HOST_NAME_OR_KEY;
        }
        ConnectProblem problem = byType(causes);
        // While a connection is made, the driver uses this SQLSTATE for setting up TLS, where Java throws no bare
        // EOFException, and for its first statements after the login.
        return sql.state().equals("08006") ? whileSettingUpTls(problem) : problem;
    }

    private static ConnectProblem whileSettingUpTls(ConnectProblem problem) {
        return switch (problem) {
            case NETWORK -> ConnectProblem.TLS_HANDSHAKE;
            case OTHER -> ConnectProblem.TLS_FILE;
            default -> problem;
        };
    }

    private static ConnectProblem rejection(SqlFailure sql, Optional<ConnectionSettings> settings) {
        if (sql.hasCause()) {
            return ConnectProblem.SERVER_UNPROVEN;
        }
        return settings.filter(known -> !known.sslMode().requiresTls())
                .map(ConnectDiagnosis::rejectedLogin)
                .orElse(ConnectProblem.TLS_OR_LOGIN);
    }

    /** Returns what made the driver give up a login by itself, when it was not for want of TLS. */
    static ConnectProblem rejectedLogin(ConnectionSettings settings) {
        boolean hasPassword =
                settings.password().isPresent() || settings.passwordSource().isPresent();
        return hasPassword ? ConnectProblem.LOGIN_METHOD : ConnectProblem.NO_PASSWORD;
    }

    private static ConnectProblem byType(CauseChain causes) {
        if (causes.has(SSLException.class)) {
            return tls(causes);
        }
        if (causes.has(UnknownHostException.class)) {
            return ConnectProblem.UNKNOWN_HOST;
        }
        if (causes.has(NoRouteToHostException.class)) {
            return ConnectProblem.NO_ROUTE;
        }
        if (causes.has(ConnectException.class)) {
            return ConnectProblem.REFUSED;
        }
        if (causes.has(SocketTimeoutException.class)) {
            return ConnectProblem.TIMED_OUT;
        }
        if (causes.has(EOFException.class)) {
            return ConnectProblem.CLOSED;
        }
        if (causes.has(SocketException.class)) {
            return ConnectProblem.NETWORK;
        }
        return causes.has(SQLTransientException.class) ? ConnectProblem.NOTHING_LENT : ConnectProblem.OTHER;
    }

    private static ConnectProblem tls(CauseChain causes) {
        if (causes.has(CertificateExpiredException.class)) {
            return ConnectProblem.CERTIFICATE_EXPIRED;
        }
        if (causes.has(CertificateNotYetValidException.class)) {
            return ConnectProblem.CERTIFICATE_NOT_YET_VALID;
        }
        // The signature is invalid where another authority has the same name, such as a renewed one.
        boolean notByRoot = causes.all(CertPathValidatorException.class)
                .anyMatch(e ->
                        e.getReason() == PKIXReason.NO_TRUST_ANCHOR || e.getReason() == BasicReason.INVALID_SIGNATURE);
        if (notByRoot || causes.has(CertPathBuilderException.class)) {
            return ConnectProblem.CERTIFICATE_UNTRUSTED;
        }
        return causes.has(CertificateException.class)
                ? ConnectProblem.CERTIFICATE_REJECTED
                : ConnectProblem.TLS_HANDSHAKE;
    }
}
