package dev.reverseetl.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL server is and how to log in to it. A plain value: nothing is opened, read from disk or looked up
 * until a verb connects, and nothing is taken from the home directory. Immutable and thread-safe; equal by value.
 */
public final class ConnectionSettings {
    /**
     * A {@linkplain Builder#rootCertificate root certificate} of this name means the roots that the Java runtime
     * trusts, as {@code sslrootcert=system} does for libpq 16. A file that is really called so is {@code ./system}.
     */
    public static final Path SYSTEM_ROOTS = Path.of("system");

    private final ConnectionValues values;

    ConnectionSettings(ConnectionValues values) {
        this.values = values;
    }

    /** {@return a builder that has the defaults and still needs a host and a user} */
    public static Builder builder() {
        return new ConnectionSettingsBuilder();
    }

    /** {@return a builder that has these settings} */
    public Builder toBuilder() {
        return new ConnectionSettingsBuilder(values);
    }

    /**
     * Reads a connection URL: {@code postgresql://user:password@host:port/database?parameter=value&…}, or the same with
     * {@code postgres://} or {@code jdbc:postgresql://} in front.
     *
     * <p>The parameters {@code user}, {@code password}, {@code sslmode}, {@code sslrootcert}, {@code sslcert},
     * {@code sslkey}, {@code connect_timeout} (or {@code connectTimeout}; whole seconds) and {@code application_name}
     * (or {@code ApplicationName}) are known. Everything may be percent-encoded; in the database and the parameters of
     * a JDBC URL, {@code +} is a blank, as the JDBC driver has it. What is empty counts as absent. As in libpq, the
     * host defaults to {@code localhost}, the user to the operating system's, and the database to the user.
     *
     * @param url the URL
     * @return the settings
     * @throws IllegalArgumentException if the URL is malformed, names several hosts, or has parameters that are unknown
     *     or given twice, or if a value is not acceptable; the message shows the URL without what can be a password
     * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">PostgreSQL:
     *     Connection URIs</a>
     */
    public static ConnectionSettings parse(String url) {
        return ConnectionUrl.parse(Objects.requireNonNull(url, "url"));
    }

    /**
     * Reads libpq's environment variables {@code PGHOST}, {@code PGPORT}, {@code PGDATABASE}, {@code PGUSER},
     * {@code PGPASSWORD}, {@code PGSSLMODE}, {@code PGSSLROOTCERT}, {@code PGSSLCERT}, {@code PGSSLKEY},
     * {@code PGCONNECT_TIMEOUT} (whole seconds) and {@code PGAPPNAME}. One that is empty counts as absent. As in libpq,
     * the host defaults to {@code localhost}, the user to the operating system's, and the database to the user.
     *
     * <p>No other variable is read. Three that would lead psql elsewhere are refused instead: {@code PGSERVICE} always,
     * {@code PGHOSTADDR} without {@code PGHOST}, and {@code PGPASSFILE} without {@code PGPASSWORD}.
     *
     * @param environment the variables, usually {@code System.getenv()}
     * @return the settings
     * @throws IllegalArgumentException if variables hold values that are not acceptable; the message names all of them
     * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">PostgreSQL: Environment Variables</a>
     */
    public static ConnectionSettings fromEnvironment(Map<String, String> environment) {
        return ConnectionEnvironment.read(environment);
    }

    /** {@return the server's name or address; an IPv6 address has no brackets} */
    public String host() {
        return values.host();
    }

    /** {@return the TCP port, 1 to 65535} */
    public int port() {
        return values.port();
    }

    /** {@return the exact name of the database} */
    public String database() {
        return values.database();
    }

    /** {@return the exact name of the user to log in as} */
    public String user() {
        return values.user();
    }

    /** {@return the user's password, if one was given that stays the same} */
    public Optional<Secret> password() {
        return Optional.ofNullable(values.password());
    }

    /** {@return where a password for each connection comes from, if a source was given in place of one} */
    public Optional<PasswordSource> passwordSource() {
        return Optional.ofNullable(values.passwordSource());
    }

    /** {@return how much the connection insists on TLS} */
    public SslMode sslMode() {
        return values.sslMode();
    }

    /** {@return the file of the certificates that are trusted to sign the server's, or {@link #SYSTEM_ROOTS}} */
    public Optional<Path> rootCertificate() {
        return Optional.ofNullable(values.rootCertificate());
    }

    /** {@return the file of the certificate that the client shows to the server} */
    public Optional<Path> clientCertificate() {
        return Optional.ofNullable(values.clientCertificate());
    }

    /** {@return the file of the client certificate's private key} */
    public Optional<Path> clientKey() {
        return Optional.ofNullable(values.clientKey());
    }

    /** {@return how long opening a connection may take in all, from the name look-up to the login} */
    public Duration connectTimeout() {
        return values.connectTimeout();
    }

    /** {@return the name under which the connections appear in {@code pg_stat_activity}} */
    public String applicationName() {
        return values.applicationName();
    }

    /**
     * Returns these settings with another login. The database stays the same.
     *
     * @param user the exact name of the user
     * @param password the user's password
     * @return the new settings
     * @throws IllegalArgumentException if {@code user} is empty or holds NUL
     */
    public ConnectionSettings withUser(String user, Secret password) {
        return toBuilder().user(user).password(password).build();
    }

    /**
     * Returns these settings for another server.
     *
     * @param host a name or an address, as for {@link Builder#host}
     * @param port the TCP port
     * @return the new settings
     * @throws IllegalArgumentException if {@code host} is no host or {@code port} is not between 1 and 65535
     */
    public ConnectionSettings withEndpoint(String host, int port) {
        return toBuilder().host(host).port(port).build();
    }

    /** {@return {@code host:port/database}, with an IPv6 address in brackets: for messages and logs} */
    public String target() {
        return (host().indexOf(':') < 0 ? host() : "[" + host() + "]") + ":" + port() + "/" + database();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectionSettings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the target, the user and the sslmode; never the password} */
    @Override
    public String toString() {
        return "\"" + target() + "\" as user \"" + user() + "\" with sslmode \""
                + sslMode().libpqName() + "\"";
    }

    /**
     * Builds {@link ConnectionSettings}. Reusable; not thread-safe. Every setter throws {@link NullPointerException}
     * for null and {@link IllegalArgumentException}, at once, for a value that is never acceptable.
     */
    public interface Builder {
        /**
         * Sets the server to connect to: a DNS name, an IPv4 address, or an IPv6 address without brackets. Required.
         *
         * @param host the name or address
         * @return this builder
         * @throws IllegalArgumentException if it is none of these, such as a Unix-domain socket or a list of hosts
         */
        Builder host(String host);

        /**
         * Sets the TCP port; 5432 by default.
         *
         * @param port 1 to 65535
         * @return this builder
         */
        Builder port(int port);

        /**
         * Sets the database; by default the one that is named like the user.
         *
         * @param database the exact name; not empty, without NUL
         * @return this builder
         */
        Builder database(String database);

        /**
         * Sets the user to log in as. Required.
         *
         * @param user the exact name; not empty, without NUL
         * @return this builder
         */
        Builder user(String user);

        /**
         * Sets the user's password; none by default.
         *
         * @param password the password
         * @return this builder
         */
        Builder password(Secret password);

        /**
         * Sets where the password comes from, in place of a fixed one: asked whenever a connection is opened.
         *
         * @param source the source
         * @return this builder
         */
        Builder password(PasswordSource source);

        /**
         * Sets how much the connection insists on TLS. Default: {@link SslMode#PREFER}, as in libpq; with
         * {@link #SYSTEM_ROOTS} as root certificate {@link SslMode#VERIFY_FULL}. Segment itself always uses TLS,
         * whatever is set here.
         *
         * @param sslMode the mode
         * @return this builder
         */
        Builder sslMode(SslMode sslMode);

        /**
         * Sets the file of the certificates that are trusted to sign the server's: X.509, PEM or DER, one or more.
         * Needed for {@link SslMode#VERIFY_CA} and {@link SslMode#VERIFY_FULL}; makes {@link SslMode#REQUIRE} as strict
         * as {@code VERIFY_CA}; refused for weaker modes, which would go on without TLS where the check fails.
         *
         * @param file the file, or {@link #SYSTEM_ROOTS}, which allows only {@code VERIFY_FULL}, as in libpq
         * @return this builder
         */
        Builder rootCertificate(Path file);

        /**
         * Sets the file of the certificate to show to a server that asks: X.509, PEM or DER. Needs a client key.
         *
         * @param file the file
         * @return this builder
         */
        Builder clientCertificate(Path file);

        /**
         * Sets the file of the client certificate's private key. The JDBC driver reads PKCS #8 without encryption, as
         * DER or, for an RSA key, as PEM ({@code BEGIN PRIVATE KEY}); libpq's {@code BEGIN RSA PRIVATE KEY} must be
         * converted: {@code openssl pkcs8 -topk8 -nocrypt -outform DER}. A file named {@code .p12} or {@code .pfx} is
         * PKCS #12 with an empty password and brings the certificate along, alias {@code user}. None but its owner may
         * be able to read the file.
         *
         * @param file the file
         * @return this builder
         */
        Builder clientKey(Path file);

        /**
         * Sets how long opening a connection may take, from the name look-up to the login; 10 seconds by default.
         *
         * @param connectTimeout one millisecond to one hour
         * @return this builder
         */
        Builder connectTimeout(Duration connectTimeout);

        /**
         * Sets the name under which the connections appear in {@code pg_stat_activity}; {@code reverse-etl} by default.
         *
         * @param applicationName 1 to 63 printable ASCII characters, as PostgreSQL would cut or replace others
         * @return this builder
         */
        Builder applicationName(String applicationName);

        /**
         * Returns the settings. Connects to nothing, and reads no file.
         *
         * @return the settings
         * @throws IllegalArgumentException if something is missing or the TLS settings don't fit together; tells all
         */
        ConnectionSettings build();
    }
}
