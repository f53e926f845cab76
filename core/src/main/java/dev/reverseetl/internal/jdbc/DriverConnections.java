package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.SslMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ssl.BaseX509KeyManager;

/** Opens connections with the PostgreSQL driver, not through DriverManager, where any driver may answer to a URL. */
final class DriverConnections implements ConnectionSource {
    private final ConnectionSettings settings;
    private final Driver driver = new Driver();

    DriverConnections(ConnectionSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    @Override
    public Connection open() {
        @Nullable Connection connection = null;
        try {
            // Null would mean that the URL is for another driver.
            connection = Objects.requireNonNull(driver.connect(DriverOptions.URL, DriverOptions.of(settings)));
            // The driver's socket timeout was for the login only; a statement may run for hours.
            connection.setNetworkTimeout(Runnable::run, 0);
            return connection;
        } catch (SQLException e) {
            close(connection, e);
            throw ConnectFailure.explain(problem(e), e, describe(), settings());
        }
    }

    @Override
    public String describe() {
        return settings.target();
    }

    @Override
    public Optional<ConnectionSettings> settings() {
        return Optional.of(settings);
    }

    @Override
    public String toString() {
        return describe();
    }

    /** Looks at the server or the key file where the driver's exception fits two problems. */
    private ConnectProblem problem(SQLException failure) {
        if (Thread.currentThread().isInterrupted()) {
            // The driver wraps an interruption into an exception of no special type.
            return ConnectProblem.INTERRUPTED;
        }
        ConnectProblem problem = ConnectDiagnosis.of(failure, settings());
        return switch (problem) {
            case TLS_OR_LOGIN ->
                TlsOffer.isRefused(settings)
                        ? ConnectProblem.TLS_NOT_OFFERED
                        : ConnectDiagnosis.rejectedLogin(settings);
            case HOST_NAME_OR_KEY ->
                clientKeyIsExposed() || settings.sslMode() != SslMode.VERIFY_FULL
                        ? ConnectProblem.CLIENT_KEY_EXPOSED
                        : ConnectProblem.CERTIFICATE_OF_OTHER_HOST;
            default -> problem;
        };
    }

    private boolean clientKeyIsExposed() {
        if (settings.clientKey().isEmpty()) {
            return false;
        }
        try {
            BaseX509KeyManager.validateKeyFilePermissions(settings.clientKey().get());
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private static void close(@Nullable Connection connection, SQLException failure) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
