package dev.reverseetl.examples;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the administrator connects: by a URL or libpq's environment variables, and never with a password in either. */
final class RdsAdminOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The database and its administrator, without password, such as"
                    + " postgres://admin@db.example.com/shop. Default: PGHOST, PGDATABASE, PGUSER and so on.")
    private @Nullable String url;

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "Holds the administrator's password. Default: the environment variable PGPASSWORD.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            description = "Certificates that the server's must come from (sslmode=verify-full), such as AWS's"
                    + " global-bundle.pem.")
    private @Nullable Path caBundle;

    /** Returns how to connect, if nothing is wrong. */
    Optional<ConnectionSettings> read(Map<String, String> environment, OptionProblems problems) {
        Optional<ConnectionSettings> found = problems.read("--url", () -> located(environment));
        Path certificates = caBundle;
        Optional<ConnectionSettings> secured = certificates == null
                ? found
                : problems.read("--ca-bundle", () -> readable(certificates))
                        .flatMap(file -> found.map(settings -> verifying(settings, file)));
        Path file = passwordFile;
        if (file == null) {
            return secured;
        }
        return problems.read("--admin-password-file", () -> readable(file))
                .map(readable -> new PasswordFile(readable).read())
                .flatMap(password -> secured.map(settings -> settings.withUser(settings.user(), password)));
    }

    private ConnectionSettings located(Map<String, String> environment) {
        if (url == null) {
            if (environment.getOrDefault("PGHOST", "").isEmpty()) {
                throw new IllegalArgumentException("it is missing, and the environment variable PGHOST isn't set");
            }
            return ConnectionSettings.fromEnvironment(environment);
        }
        ConnectionSettings settings = ConnectionSettings.parse(url);
        if (settings.password().isPresent()) {
            throw new IllegalArgumentException("it has a password, which others can see on a command line;"
                    + " use --admin-password-file or PGPASSWORD");
        }
        String password = environment.getOrDefault("PGPASSWORD", "");
        return password.isEmpty() ? settings : settings.withUser(settings.user(), Secret.of(password));
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("\"" + file + "\" is no readable file");
        }
        return file;
    }

    private static ConnectionSettings verifying(ConnectionSettings settings, Path certificates) {
        ConnectionSettings.Builder builder = ConnectionSettings.builder()
                .host(settings.host())
                .port(settings.port())
                .database(settings.database())
                .user(settings.user())
                .sslMode(SslMode.VERIFY_FULL)
                .rootCertificate(certificates)
                .connectTimeout(settings.connectTimeout())
                .applicationName(settings.applicationName());
        settings.password().ifPresent(builder::password);
        settings.clientCertificate().ifPresent(builder::clientCertificate);
        settings.clientKey().ifPresent(builder::clientKey);
        return builder.build();
    }
}
