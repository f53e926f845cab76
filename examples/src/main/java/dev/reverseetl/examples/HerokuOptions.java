package dev.reverseetl.examples;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.HerokuDatabaseUrl;
import dev.reverseetl.provider.heroku.HerokuProvider;
import dev.reverseetl.provider.heroku.HerokuProviderBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database is meant, and how to get at Heroku. No secret is an option. */
final class HerokuOptions {
    @Option(
            names = "--url-variable",
            paramLabel = "NAME",
            defaultValue = "DATABASE_URL",
            description = "The environment variable with the database's URL. Default: ${DEFAULT-VALUE}.")
    private String variable = "";

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            description =
                    "Certificates that the server's must come from (sslmode=verify-full): AWS's global-bundle.pem for"
                            + " Essential and Advanced, \"system\" with enhanced certificates.")
    private @Nullable Path caBundle;

    @Option(
            names = "--without-tls",
            hidden = true,
            description = "For a stand-in on this machine, which has no certificate.")
    private boolean withoutTls;

    @Option(names = "--app", paramLabel = "NAME", description = "The app that the database is attached to.")
    private @Nullable String app;

    @Option(
            names = "--attachment",
            paramLabel = "NAME",
            description = "How the app calls the database. Default: DATABASE.")
    private @Nullable String attachment;

    @Option(names = "--add-on", paramLabel = "NAME", description = "The database's own name, instead.")
    private @Nullable String addOn;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The address of a stand-in for both of Heroku's interfaces.")
    private @Nullable String endpoint;

    Optional<ConnectionSettings> admin(Map<String, String> environment, OptionProblems problems) {
        return problems.read("--url-variable", () -> {
            if (withoutTls) {
                return ConnectionSettings.parse(environment.getOrDefault(variable, ""));
            }
            ConnectionSettings settings = HerokuDatabaseUrl.fromEnvironment(environment, variable);
            return caBundle == null
                    ? settings
                    : HerokuDatabaseUrl.parse(environment.getOrDefault(variable, ""), readable(caBundle));
        });
    }

    Optional<HerokuProvider> provider(Map<String, String> environment, OptionProblems problems) {
        HerokuProviderBuilder builder = HerokuProvider.builder();
        use("--app", app, builder::app, problems);
        use("--attachment", attachment, builder::attachment, problems);
        use("--add-on", addOn, builder::addOn, problems);
        use("--endpoint", endpoint, value -> builder.endpoint(URI.create(value)), problems);
        String token = environment.getOrDefault("HEROKU_API_KEY", "");
        if (!token.isEmpty()) {
            problems.check("HEROKU_API_KEY", () -> builder.token(Secret.of(token)));
        }
        return problems.read("--app", builder::build);
    }

    private static Path readable(Path file) {
        if (!file.equals(ConnectionSettings.SYSTEM_ROOTS) && (!Files.isReadable(file) || Files.isDirectory(file))) {
            throw new IllegalArgumentException("\"" + file + "\" is no readable file");
        }
        return file;
    }

    private static void use(String option, @Nullable String value, Consumer<String> setter, OptionProblems problems) {
        if (value != null) {
            problems.check(option, () -> setter.accept(value));
        }
    }
}
