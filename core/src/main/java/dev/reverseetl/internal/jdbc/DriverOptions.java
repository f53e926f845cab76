package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.PasswordSource;
import dev.reverseetl.postgres.SslMode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Connection settings in the words of the PostgreSQL driver. */
final class DriverOptions {
    /** Says nothing, so that no log of the driver's can show anything. */
    static final String URL = "jdbc:postgresql://";

    private DriverOptions() {}

    static Properties of(ConnectionSettings settings) {
        Properties options = new Properties();
        PGProperty.PG_HOST.set(options, host(settings.host()));
        PGProperty.PG_PORT.set(options, settings.port());
        PGProperty.PG_DBNAME.set(options, settings.database());
        PGProperty.USER.set(options, settings.user());
        // Empty rather than absent, or the driver would search the home directory for a .pgpass.
        PGProperty.PASSWORD.set(
                options,
                settings.password()
                        .or(() -> settings.passwordSource().map(PasswordSource::password))
                        .map(secret -> secret.reveal(String::new))
                        .orElse(""));
        PGProperty.APPLICATION_NAME.set(options, settings.applicationName());
        // Lets the application name travel with the login instead of in a statement of its own.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(options, "9.0");
        // The details of a server's message can hold data of rows.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(options, false);
        PGProperty.TCP_KEEP_ALIVE.set(options, true);
        PGProperty.GSS_ENC_MODE.set(options, "disable");
        addTimeouts(options, settings.connectTimeout());
        addTls(options, settings);
        return options;
    }

    /** The mode that counts: with a root certificate, libpq's {@code require} is {@code verify-ca}. */
    static SslMode sslMode(ConnectionSettings settings) {
        boolean verify = settings.rootCertificate().isPresent() && settings.sslMode() == SslMode.REQUIRE;
        return verify ? SslMode.VERIFY_CA : settings.sslMode();
    }

    /** The driver counts most in whole seconds; the login timeout, which is the bound of all together, is exact. */
    private static void addTimeouts(Properties options, Duration timeout) {
        int seconds = (int) timeout.plusNanos(999_999_999).toSeconds();
        PGProperty.LOGIN_TIMEOUT.set(
                options, BigDecimal.valueOf(timeout.toMillis(), 3).toPlainString());
        PGProperty.CONNECT_TIMEOUT.set(options, seconds);
        // These two end the thread that the driver leaves behind when the login timeout passes.
        PGProperty.SOCKET_TIMEOUT.set(options, seconds);
        PGProperty.SSL_RESPONSE_TIMEOUT.set(options, seconds * 1000);
    }

    private static void addTls(Properties options, ConnectionSettings settings) {
        PGProperty.SSL_MODE.set(options, sslMode(settings).libpqName());
        Optional<Path> root = settings.rootCertificate();
        if (root.equals(Optional.of(ConnectionSettings.SYSTEM_ROOTS))) {
            PGProperty.SSL_FACTORY.set(options, DefaultJavaSSLFactory.class.getName());
        } else {
            root.ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(options, file.toString()));
        }
        // Empty rather than absent, or the driver would take what lies in the home directory.
        PGProperty.SSL_CERT.set(options, text(settings.clientCertificate()));
        PGProperty.SSL_KEY.set(options, text(settings.clientKey()));
        // Or the driver would ask for it at the console.
        PGProperty.SSL_PASSWORD.set(options, "");
    }

    private static String text(Optional<Path> file) {
        return file.map(Path::toString).orElse("");
    }

    private static String host(String host) {
        return host.indexOf(':') < 0 ? host : "[" + Ipv6.spelledOut(host) + "]";
    }
}
