package dev.reverseetl.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks single values as they come, and what they must be together at the end. */
final class ConnectionSettingsBuilder implements ConnectionSettings.Builder {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private @Nullable String host;
    private int port = 5432;
    private @Nullable String database;
    private @Nullable String user;
    private @Nullable Secret password;
    private @Nullable PasswordSource passwordSource;
    private @Nullable SslMode sslMode;
    private @Nullable Path rootCertificate;
    private @Nullable Path clientCertificate;
    private @Nullable Path clientKey;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private String applicationName = "reverse-etl";

    ConnectionSettingsBuilder() {}

    ConnectionSettingsBuilder(ConnectionValues from) {
        host = from.host();
        port = from.port();
        database = from.database();
        user = from.user();
        password = from.password();
        passwordSource = from.passwordSource();
        sslMode = from.sslMode();
        rootCertificate = from.rootCertificate();
        clientCertificate = from.clientCertificate();
        clientKey = from.clientKey();
        connectTimeout = from.connectTimeout();
        applicationName = from.applicationName();
    }

    @Override
    public ConnectionSettingsBuilder host(String host) {
        this.host = TcpHost.check(Objects.requireNonNull(host, "host"));
        return this;
    }

    @Override
    public ConnectionSettingsBuilder port(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("Port " + port + " is not between 1 and 65535");
        }
        this.port = port;
        return this;
    }

    @Override
    public ConnectionSettingsBuilder database(String database) {
        this.database = name("database", database);
        return this;
    }

    @Override
    public ConnectionSettingsBuilder user(String user) {
        this.user = name("user", user);
        return this;
    }

    @Override
    public ConnectionSettingsBuilder password(Secret password) {
        this.password = Objects.requireNonNull(password, "password");
        this.passwordSource = null;
        return this;
    }

    @Override
    public ConnectionSettingsBuilder password(PasswordSource source) {
        this.passwordSource = Objects.requireNonNull(source, "source");
        this.password = null;
        return this;
    }

    @Override
    public ConnectionSettingsBuilder sslMode(SslMode sslMode) {
        this.sslMode = Objects.requireNonNull(sslMode, "sslMode");
        return this;
    }

    @Override
    public ConnectionSettingsBuilder rootCertificate(Path file) {
        this.rootCertificate = file("root certificate", file);
        return this;
    }

    @Override
    public ConnectionSettingsBuilder clientCertificate(Path file) {
        this.clientCertificate = file("client certificate", file);
        return this;
    }

    @Override
    public ConnectionSettingsBuilder clientKey(Path file) {
        this.clientKey = file("client key", file);
        return this;
    }

    @Override
    public ConnectionSettingsBuilder connectTimeout(Duration connectTimeout) {
        if (connectTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || connectTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("The connect timeout \"" + connectTimeout
                    + "\" is not between one millisecond and one hour; there is no waiting for ever");
        }
        this.connectTimeout = connectTimeout;
        return this;
    }

    @Override
    public ConnectionSettingsBuilder applicationName(String applicationName) {
        boolean printable = applicationName.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!printable || applicationName.isBlank() || applicationName.length() > Identifier.MAX_BYTES) {
            throw new IllegalArgumentException("Application name \"" + applicationName + "\" is not 1 to "
                    + Identifier.MAX_BYTES + " printable ASCII characters; PostgreSQL would cut or replace the others");
        }
        this.applicationName = applicationName;
        return this;
    }

    @Override
    public ConnectionSettings build() {
        List<String> problems = new ArrayList<>();
        if (host == null) {
            problems.add("The host is missing");
        }
        if (user == null) {
            problems.add("The user is missing");
        }
        SslMode mode = sslMode != null ? sslMode : defaultSslMode();
        problems.addAll(TlsRules.problems(mode, rootCertificate, clientCertificate, clientKey));
        if (host == null || user == null || !problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", problems));
        }
        return new ConnectionSettings(new ConnectionValues(
                host,
                port,
                database != null ? database : user,
                user,
                password,
                passwordSource,
                mode,
                rootCertificate,
                clientCertificate,
                clientKey,
                connectTimeout,
                applicationName));
    }

    private SslMode defaultSslMode() {
        return ConnectionSettings.SYSTEM_ROOTS.equals(rootCertificate) ? SslMode.VERIFY_FULL : SslMode.PREFER;
    }

    /** Longer names than PostgreSQL's own are let through: a proxy may put more into them, such as a tenant. */
    private static String name(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of the " + what + " must not be empty");
        }
        if (name.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("The name of the " + what + " \"" + name.replace("\0", "\\0")
                    + "\" holds a character that PostgreSQL can't store");
        }
        return name;
    }

    private static Path file(String what, Path file) {
        if (file.toString().isEmpty()) {
            throw new IllegalArgumentException("The file of the " + what + " must not be empty");
        }
        return file;
    }
}
