package dev.reverseetl.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a URL or the environment can say about a connection, and how it says it. */
enum ConnectionParameter {
    HOST("PGHOST"),
    PORT("PGPORT"),
    DATABASE("PGDATABASE"),
    USER("PGUSER", "user", "user"),
    PASSWORD("PGPASSWORD", "password", "password"),
    SSL_MODE("PGSSLMODE", "sslmode", "sslmode"),
    SSL_ROOT_CERT("PGSSLROOTCERT", "sslrootcert", "sslrootcert"),
    SSL_CERT("PGSSLCERT", "sslcert", "sslcert"),
    SSL_KEY("PGSSLKEY", "sslkey", "sslkey"),
    CONNECT_TIMEOUT("PGCONNECT_TIMEOUT", "connect_timeout", "connectTimeout"),
    APPLICATION_NAME("PGAPPNAME", "application_name", "ApplicationName");

    private final String variable;
    private final String libpqName;
    private final String jdbcName;

    /** Something that stands before the parameters of a URL. */
    ConnectionParameter(String variable) {
        this(variable, "", "");
    }

    ConnectionParameter(String variable, String libpqName, String jdbcName) {
        this.variable = variable;
        this.libpqName = libpqName;
        this.jdbcName = jdbcName;
    }

    /** {@return the parameter of a URL that has this name, in libpq's or the JDBC driver's spelling} */
    static Optional<ConnectionParameter> inUrl(String name) {
        return Arrays.stream(values())
                .filter(parameter -> !name.isEmpty())
                .filter(parameter -> name.equals(parameter.libpqName) || name.equals(parameter.jdbcName))
                .findFirst();
    }

    static List<String> namesInUrl() {
        return Arrays.stream(values())
                .flatMap(parameter -> Stream.of(parameter.libpqName, parameter.jdbcName))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** {@return the name of the environment variable} */
    String variable() {
        return variable;
    }

    /** Hands the value to the builder. */
    void set(ConnectionSettings.Builder builder, String value) {
        ConnectionSettings.Builder unused = switch (this) {
            case HOST -> builder.host(value);
            case PORT -> builder.port(number(value));
            case DATABASE -> builder.database(value);
            case USER -> builder.user(value);
            case PASSWORD -> builder.password(Secret.of(value));
            case SSL_MODE -> builder.sslMode(SslMode.ofLibpqName(value));
            case SSL_ROOT_CERT -> builder.rootCertificate(Path.of(value));
            case SSL_CERT -> builder.clientCertificate(Path.of(value));
            case SSL_KEY -> builder.clientKey(Path.of(value));
            case CONNECT_TIMEOUT -> builder.connectTimeout(Duration.ofSeconds(number(value)));
            case APPLICATION_NAME -> builder.applicationName(value);
        };
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + value + "\" is not a whole number", e);
        }
    }
}
