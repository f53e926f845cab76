package dev.reverseetl.provider.rds;

import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** One region of AWS as one principal sees it. Thread-safe; to be closed after use. */
final class AwsAccess implements AutoCloseable {
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final boolean ownsCredentials;
    private final SdkHttpClient http;
    private final RdsClient rds;
    private final RdsDatabases databases;
    private final Ec2Query ec2;

    AwsAccess(AwsAccessBuilder settings) {
        region = settings.resolveRegion();
        ownsCredentials = settings.credentials().isEmpty();
        credentials = settings.credentials().orElseGet(settings::defaultCredentials);
        http = new BoundedHttpClient(
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.attemptLimit())
                        .socketTimeout(settings.attemptLimit())
                        .build(),
                settings.attemptLimit());
        URI rdsEndpoint = settings.endpoint().orElseGet(() -> endpointOf("rds", region));
        URI ec2Endpoint = settings.endpoint().orElseGet(() -> endpointOf("ec2", region));
        rds = RdsClient.builder()
                .region(region)
                // A lambda, because the client would close the provider.
                .credentialsProvider(() -> credentials.resolveCredentials())
                .putAuthScheme(new QuietAuthScheme())
                .httpClient(http)
                .applyMutation(builder -> settings.endpoint().ifPresent(builder::endpointOverride))
                .overrideConfiguration(configuration -> configuration
                        .apiCallTimeout(settings.callLimit())
                        .retryStrategy(settings.retryStrategy())
                        .addExecutionInterceptor(new RdsAnswerCheck(rdsEndpoint.toString())))
                .build();
        databases = new RdsDatabases(rds, new RdsCalls(rdsEndpoint.toString()));
        Retries retries = new Retries(settings.maxAttempts(), settings.callLimit(), settings.pace());
        ec2 = new Ec2Query(http, credentials, region, ec2Endpoint, retries);
    }

    static AwsAccessBuilder builder() {
        return new AwsAccessBuilder();
    }

    Region region() {
        return region;
    }

    RdsDatabases databases() {
        return databases;
    }

    SecurityGroups securityGroups() {
        return new SecurityGroups(ec2);
    }

    VpcNetwork network() {
        return new VpcNetwork(ec2);
    }

    IamTokens iamTokens() {
        return new IamTokens(credentials, region, Clock.systemUTC());
    }

    /** Closes connections and the default credentials; not those that were handed in. */
    @Override
    public void close() {
        rds.close();
        http.close();
        if (ownsCredentials && credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    private static URI endpointOf(String service, Region region) {
        return URI.create("https://" + ServiceMetadata.of(service).endpointFor(region));
    }
}
