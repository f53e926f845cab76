package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads what Heroku hands to apps: {@code DATABASE_URL} and its like. TLS is always required, as Heroku does. Opens no
 * connection. All methods may be called by any number of threads.
 *
 * <p>Whether the server's certificate can be verified depends on the plan: those of Essential and Advanced come from
 * Amazon's certificate authority for RDS, so {@link #parse(String, Path)} takes its bundle. Standard and Premium show a
 * self-signed one, unless the app has Heroku's enhanced certificates, which the roots of the Java runtime sign
 * ({@link ConnectionSettings#SYSTEM_ROOTS}).
 *
 * @see <a href="https://devcenter.heroku.com/articles/connecting-heroku-postgres">Heroku: Connecting to Heroku
 *     Postgres</a>
 */
public final class HerokuDatabaseUrl {
    private static final String USUAL = "DATABASE_URL";
    private static final String POOLED = "CONNECTION_POOL";

    private HerokuDatabaseUrl() {}

    /**
     * Reads a URL, with TLS but without verifying the server's certificate, unless the URL says more.
     *
     * @param url such as the value of {@code DATABASE_URL}
     * @return how to connect
     * @throws IllegalArgumentException if it is malformed or allows a connection without TLS; the message shows no
     *     password
     */
    public static ConnectionSettings parse(String url) {
        ConnectionSettings settings = ConnectionSettings.parse(url);
        if (settings.sslMode() == SslMode.DISABLE || settings.sslMode() == SslMode.ALLOW) {
            throw new IllegalArgumentException("The URL of \"" + settings.target() + "\" says sslmode=\""
                    + settings.sslMode().libpqName() + "\", but Heroku takes no connection without TLS; leave it out");
        }
        return settings.sslMode().requiresTls() ? settings : with(settings, SslMode.REQUIRE, Optional.empty());
    }

    /**
     * Reads a URL, and verifies that the server's certificate comes from an authority and is for this host.
     *
     * @param url such as the value of {@code DATABASE_URL}
     * @param rootCertificates a file of certificates, such as Amazon's {@code global-bundle.pem} for Essential and
     *     Advanced, or {@link ConnectionSettings#SYSTEM_ROOTS} for enhanced certificates
     * @return how to connect
     * @throws IllegalArgumentException as for {@link #parse(String)}
     */
    public static ConnectionSettings parse(String url, Path rootCertificates) {
        return with(parse(url), SslMode.VERIFY_FULL, Optional.of(rootCertificates));
    }

    /**
     * Reads {@code DATABASE_URL}.
     *
     * @param environment the config vars of an app, usually {@code System.getenv()}
     * @return how to connect
     * @throws IllegalArgumentException if there is none, if it is a pooler's, or as for {@link #parse(String)}
     */
    public static ConnectionSettings fromEnvironment(Map<String, String> environment) {
        return fromEnvironment(environment, USUAL);
    }

    /**
     * Reads a config var, such as {@code HEROKU_POSTGRESQL_PINK_URL}.
     *
     * @param environment the config vars of an app, usually {@code System.getenv()}
     * @param variable the variable's name
     * @return how to connect
     * @throws IllegalArgumentException if there is none, if it is a pooler's, or as for {@link #parse(String)}
     */
    public static ConnectionSettings fromEnvironment(Map<String, String> environment, String variable) {
        String url = environment.getOrDefault(Objects.requireNonNull(variable, "variable"), "");
        if (variable.toUpperCase(Locale.ROOT).contains(POOLED)) {
            throw new IllegalArgumentException("\"" + variable + "\" leads to a pooler, which shares sessions between"
                    + " transactions: a set-up and Segment need sessions of their own. Use \"" + USUAL + "\"");
        }
        if (url.isEmpty()) {
            throw new IllegalArgumentException("\"" + variable + "\" is not set; " + others(environment));
        }
        ConnectionSettings settings = parse(url);
        pooler(environment, settings).ifPresent(name -> {
            throw new IllegalArgumentException("\"" + variable + "\" leads to \"" + settings.target()
                    + "\", as \"" + name + "\" does: a pooler, which shares sessions between transactions. Use the URL"
                    + " of the database itself");
        });
        return settings;
    }

    private static Optional<String> pooler(Map<String, String> environment, ConnectionSettings settings) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().contains(POOLED)
                        && entry.getKey().endsWith("_URL")
                        && !entry.getValue().isEmpty())
                .filter(entry -> isSameEndpoint(entry.getValue(), settings))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What can't be read is nobody's endpoint; it isn't asked for. */
    private static boolean isSameEndpoint(String url, ConnectionSettings settings) {
        try {
            ConnectionSettings other = ConnectionSettings.parse(url);
            return other.host().equalsIgnoreCase(settings.host()) && other.port() == settings.port();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String others(Map<String, String> environment) {
        List<String> found = new TreeSet<>(environment.keySet())
                .stream()
                        .filter(name -> name.equals(USUAL) || name.matches("HEROKU_POSTGRESQL_[A-Z0-9_]+_URL"))
                        .filter(name -> !name.contains(POOLED))
                        .toList();
        return found.isEmpty()
                ? "`heroku config:get DATABASE_URL --app …` shows it"
                : "there are " + String.join(", ", found) + ": name one of them";
    }

    private static ConnectionSettings with(ConnectionSettings settings, SslMode mode, Optional<Path> roots) {
        ConnectionSettings.Builder builder = settings.toBuilder().sslMode(mode);
        roots.ifPresent(builder::rootCertificate);
        return builder.build();
    }
}
