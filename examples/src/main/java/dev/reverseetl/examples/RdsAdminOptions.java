package dev.reverseetl.examples;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import dev.reverseetl.provider.rds.RdsIamLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the administrator connects: by a URL, without password, or libpq's environment variables; or by IAM tokens. */
final class RdsAdminOptions {
    private static final Pattern ENDPOINT = Pattern.compile("([^:]+)(?::(\\d{1,5}))?");

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

    @Option(
            names = "--iam",
            description = "Log in by IAM tokens, as an administrator who has the role rds_iam, with AWS's credentials"
                    + " in place of a password. Needs TLS.")
    private boolean iam;

    @Option(
            names = "--iam-endpoint",
            paramLabel = "HOST[:PORT]",
            description = "RDS's own endpoint, where --url goes to another name, such as a tunnel's: a token is good"
                    + " only for the endpoint that it names.")
    private @Nullable String iamEndpoint;

    /** Returns how to connect, if nothing is wrong. */
    Optional<ConnectionSettings> read(Map<String, String> environment, RdsAwsOptions aws, OptionProblems problems) {
        Optional<ConnectionSettings> settings = withPassword(environment, problems);
        if (iamEndpoint != null && !iam) {
            problems.add("--iam-endpoint", "it says nothing without --iam");
        }
        return iam ? settings.flatMap(found -> problems.read("--iam", () -> byToken(found, aws))) : settings;
    }

    private Optional<ConnectionSettings> withPassword(Map<String, String> environment, OptionProblems problems) {
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
        return settings.toBuilder()
                .sslMode(SslMode.VERIFY_FULL)
                .rootCertificate(certificates)
                .build();
    }

    private ConnectionSettings byToken(ConnectionSettings settings, RdsAwsOptions aws) {
        if (passwordFile != null) {
            throw new IllegalArgumentException("it can't be given together with --admin-password-file");
        }
        if (!settings.sslMode().requiresTls()) {
            throw new IllegalArgumentException(
                    "it needs TLS; give --ca-bundle, or sslmode=require at least in the URL or PGSSLMODE");
        }
        RdsIamLogin login = RdsIamLogin.to(settings);
        aws.addTo(login);
        if (iamEndpoint != null) {
            Matcher value = ENDPOINT.matcher(iamEndpoint);
            if (!value.matches()) {
                throw new IllegalArgumentException("\"" + iamEndpoint + "\" is no HOST or HOST:PORT");
            }
            String port = value.group(2);
            login.endpoint(value.group(1), port == null ? 5432 : Integer.parseInt(port));
        }
        return login.build();
    }
}
