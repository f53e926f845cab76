package dev.reverseetl.provider.rds;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** One region of AWS as one principal sees it. Thread-safe; to be closed after use. */
final class AwsAccess implements AutoCloseable {
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final boolean ownsCredentials;
    private final SdkHttpClient http;
    private final QueryApi api;

    AwsAccess(AwsAccessBuilder settings) {
        region = settings.resolveRegion();
        ownsCredentials = settings.credentials().isEmpty();
        credentials = settings.credentials().orElseGet(settings::defaultCredentials);
        http = new BoundedHttpClient(
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.attemptLimit())
                        .socketTimeout(settings.attemptLimit())
                        .proxyConfiguration(proxy(settings))
                        .build(),
                settings.attemptLimit());
        Optional<URI> endpoint = settings.endpoint();
        api = new QueryApi(
                http,
                credentials,
                region,
                service -> endpoint.orElseGet(() -> service.endpoint(region)),
                new Retries(settings.maxAttempts(), settings.callLimit(), settings.pace()));
    }

    /** As the environment says, but on this machine: a proxy wouldn't find what runs here. */
    private static ProxyConfiguration proxy(AwsAccessBuilder settings) {
        boolean elsewhere = settings.endpoint()
                .map(URI::getHost)
                .map(host -> !host.matches("(?i)localhost|127(\\.\\d+){3}|\\[::1]"))
                .orElse(true);
        return ProxyConfiguration.builder()
                .useSystemPropertyValues(elsewhere)
                .useEnvironmentVariablesValues(elsewhere)
                .build();
    }

    static AwsAccessBuilder builder() {
        return new AwsAccessBuilder();
    }

    Region region() {
        return region;
    }

    RdsDatabases databases() {
        return new RdsDatabases(api);
    }

    SecurityGroups securityGroups() {
        return new SecurityGroups(api);
    }

    VpcNetwork network() {
        return new VpcNetwork(api);
    }

    IamTokens iamTokens(Clock clock) {
        return new IamTokens(credentials, region, clock);
    }

    /** Closes connections and the default credentials; not those that were handed in. */
    @Override
    public void close() {
        http.close();
        if (ownsCredentials && credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
