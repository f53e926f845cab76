package dev.reverseetl.examples;

import dev.reverseetl.provider.rds.RdsIamLogin;
import dev.reverseetl.provider.rds.RdsProvider;
import dev.reverseetl.provider.rds.RdsProviderBuilder;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to get at AWS, and which database is meant. The credentials are those of AWS's default chain. */
final class RdsAwsOptions {
    @Option(
            names = "--region",
            paramLabel = "ID",
            description = "The database's region. Default: what its name says, else what AWS's tools would use.")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of AWS's configuration files. Default: what AWS's tools would use.")
    private @Nullable String profile;

    @Option(names = "--endpoint", paramLabel = "URL", description = "The address of an emulator of AWS.")
    private @Nullable String endpoint;

    @Option(
            names = "--instance",
            paramLabel = "ID",
            description = "The instance, where Segment's endpoint is another name than RDS's.")
    private @Nullable String instance;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            description = "The cluster, where Segment's endpoint is another name than RDS's.")
    private @Nullable String cluster;

    RdsProvider read(OptionProblems problems) {
        RdsProviderBuilder builder = RdsProvider.builder();
        if (instance != null && cluster != null) {
            problems.add("--cluster", "it can't be given together with --instance");
        }
        use("--region", region, builder::region, problems);
        use("--profile", profile, builder::profile, problems);
        use("--endpoint", endpoint, value -> builder.endpoint(address(value)), problems);
        use("--instance", instance, builder::instance, problems);
        use("--cluster", cluster, builder::cluster, problems);
        return builder.build();
    }

    /** Says the same to a login; {@link #read} has told already what is wrong. */
    void addTo(RdsIamLogin login) {
        OptionProblems told = new OptionProblems();
        use("--region", region, login::region, told);
        use("--profile", profile, login::profile, told);
    }

    private static void use(String option, @Nullable String value, Consumer<String> setter, OptionProblems problems) {
        if (value != null) {
            problems.check(option, () -> setter.accept(value));
        }
    }

    private static URI address(String value) {
        URI uri = URI.create(value);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("\"" + value + "\" is no address such as http://localhost:4566");
        }
        return uri;
    }
}
