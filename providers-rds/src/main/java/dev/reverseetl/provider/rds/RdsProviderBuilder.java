package dev.reverseetl.provider.rds;

import dev.reverseetl.spi.ProviderContext;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Builds an {@link RdsProvider}. Not thread-safe; can be used again after {@link #build()}. Defaults:
 *
 * <ul>
 *   <li>the region that the name of Segment's endpoint says, else that of AWS's default chain
 *   <li>the credentials of AWS's default chain: environment, profile, container, instance
 *   <li>the database that Segment's endpoint leads to
 *   <li>AWS's own endpoints; the network is part of the plan
 * </ul>
 */
public final class RdsProviderBuilder {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private @Nullable String region;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable String profile;
    private @Nullable URI endpoint;
    private @Nullable String instance;
    private @Nullable String cluster;
    private Pace pace = Pace.SYSTEM;
    private boolean network = true;

    RdsProviderBuilder() {}

    /**
     * Sets the database's region.
     *
     * @param id such as {@code eu-west-1}
     * @return this builder
     * @throws IllegalArgumentException if it is none that AWS could have
     */
    public RdsProviderBuilder region(String id) {
        AwsAccess.builder().region(id);
        region = id;
        return this;
    }

    /**
     * Sets where credentials come from.
     *
     * @param provider the provider; it stays the caller's to close
     * @return this builder
     */
    public RdsProviderBuilder credentials(AwsCredentialsProvider provider) {
        credentials = Objects.requireNonNull(provider, "provider");
        return this;
    }

    /**
     * Sets the profile of AWS's configuration files that region and credentials come from, where they aren't set.
     *
     * @param name the profile's name
     * @return this builder
     */
    public RdsProviderBuilder profile(String name) {
        profile = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Sets one address for all of AWS's services, as emulators have.
     *
     * @param uri the address
     * @return this builder
     */
    public RdsProviderBuilder endpoint(URI uri) {
        endpoint = Objects.requireNonNull(uri, "uri");
        return this;
    }

    /**
     * Names the instance, where Segment's endpoint is another name than RDS's.
     *
     * @param identifier the instance's identifier
     * @return this builder
     */
    public RdsProviderBuilder instance(String identifier) {
        instance = notBlank(identifier);
        cluster = null;
        return this;
    }

    /**
     * Names the cluster, where Segment's endpoint is another name than RDS's.
     *
     * @param identifier the cluster's identifier
     * @return this builder
     */
    public RdsProviderBuilder cluster(String identifier) {
        cluster = notBlank(identifier);
        instance = null;
        return this;
    }

    /**
     * Leaves the network out: AWS isn't asked.
     *
     * @return this builder
     */
    public RdsProviderBuilder withoutNetwork() {
        network = false;
        return this;
    }

    /** {@return the provider} */
    public RdsProvider build() {
        return new RdsProvider(this);
    }

    RdsProviderBuilder pace(Pace time) {
        pace = time;
        return this;
    }

    boolean network() {
        return network;
    }

    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    Optional<String> instance() {
        return Optional.ofNullable(instance);
    }

    Optional<String> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** Opens the way to AWS in a region, or in that of the default chain. To be closed. */
    AwsAccess access(Optional<String> wanted, ProviderContext context) {
        Duration remaining = context.remaining();
        Duration limit = remaining.compareTo(LONGEST_CALL) < 0 ? remaining : LONGEST_CALL;
        AwsAccessBuilder access =
                AwsAccess.builder().pace(pace).callLimit(limit.isZero() ? Duration.ofMillis(1) : limit);
        wanted.ifPresent(access::region);
        if (credentials != null) {
            access.credentials(credentials);
        }
        if (profile != null) {
            access.profile(profile);
        }
        if (endpoint != null) {
            access.endpoint(endpoint);
        }
        return access.build();
    }

    RdsProviderBuilder copy() {
        RdsProviderBuilder copy = new RdsProviderBuilder();
        copy.region = region;
        copy.credentials = credentials;
        copy.profile = profile;
        copy.endpoint = endpoint;
        copy.instance = instance;
        copy.cluster = cluster;
        copy.pace = pace;
        copy.network = network;
        return copy;
    }

    private static String notBlank(String identifier) {
        if (identifier.isBlank()) {
            throw new IllegalArgumentException("The identifier \"" + identifier + "\" is blank");
        }
        return identifier;
    }
}
