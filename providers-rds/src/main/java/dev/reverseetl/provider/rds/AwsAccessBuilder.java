package dev.reverseetl.provider.rds;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** How to get at AWS. Everything has a default; what is set last counts. Not thread-safe. */
final class AwsAccessBuilder {
    /** It becomes a part of host names. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    private @Nullable Region region;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable String profile;
    private @Nullable URI endpoint;
    private Duration callLimit = Duration.ofSeconds(30);
    private Duration attemptLimit = Duration.ofSeconds(10);
    private int maxAttempts = 4;
    private Pace pace = Pace.SYSTEM;

    /** Default: that of the environment, the profile or the machine. */
    AwsAccessBuilder region(String id) {
        if (!REGION.matcher(id).matches()) {
            throw new IllegalArgumentException("Not a region: \"" + id + "\"");
        }
        region = Region.of(id);
        return this;
    }

    /** Default: those of the environment, the profile, the container or the machine. Stays the caller's to close. */
    AwsAccessBuilder credentials(AwsCredentialsProvider provider) {
        credentials = provider;
        return this;
    }

    /** The profile of AWS's configuration files to take region and credentials from, where they are not set here. */
    AwsAccessBuilder profile(String name) {
        profile = name;
        return this;
    }

    /** One address for all services, as emulators of AWS have. Default: AWS's own. */
    AwsAccessBuilder endpoint(URI uri) {
        endpoint = uri;
        return this;
    }

    /** How long a call may take with all its attempts. Default: 30 seconds. */
    AwsAccessBuilder callLimit(Duration limit) {
        callLimit = positive(limit);
        return this;
    }

    /** How long a single attempt may take. Default: 10 seconds. */
    AwsAccessBuilder attemptLimit(Duration limit) {
        attemptLimit = positive(limit);
        return this;
    }

    /** How often a call is made at most, if AWS throttles or fails. Default: 4. */
    AwsAccessBuilder maxAttempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("There must be at least one attempt, not " + attempts);
        }
        maxAttempts = attempts;
        return this;
    }

    /** The time that passes between attempts. Default: the machine's. */
    AwsAccessBuilder pace(Pace time) {
        pace = time;
        return this;
    }

    /**
     * Builds it. Opens no connection to AWS, but may ask this machine's metadata service for the region.
     *
     * @throws AwsFailure if no region is set anywhere
     */
    AwsAccess build() {
        return new AwsAccess(this);
    }

    AwsAccessBuilder copy() {
        AwsAccessBuilder copy = new AwsAccessBuilder();
        copy.region = region;
        copy.credentials = credentials;
        copy.profile = profile;
        copy.endpoint = endpoint;
        copy.callLimit = callLimit;
        copy.attemptLimit = attemptLimit;
        copy.maxAttempts = maxAttempts;
        copy.pace = pace;
        return copy;
    }

    Region resolveRegion() {
        if (region != null) {
            return region;
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile)
                    .build()
                    .getRegion();
        } catch (SdkException e) {
            AwsCall call = new AwsCall("AWS", "region", "this machine");
            throw AwsFailure.unanswered(
                    call,
                    FailureReason.OTHER,
                    false,
                    "no region is set. Name it, or set AWS_REGION or the profile's region.");
        }
    }

    AwsCredentialsProvider defaultCredentials() {
        return DefaultCredentialsProvider.builder().profileName(profile).build();
    }

    Optional<AwsCredentialsProvider> credentials() {
        return Optional.ofNullable(credentials);
    }

    Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    Duration callLimit() {
        return callLimit;
    }

    Duration attemptLimit() {
        return attemptLimit;
    }

    int maxAttempts() {
        return maxAttempts;
    }

    Pace pace() {
        return pace;
    }

    private static Duration positive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A time limit must be positive, not " + limit);
        }
        return limit;
    }
}
