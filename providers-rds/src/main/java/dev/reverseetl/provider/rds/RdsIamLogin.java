package dev.reverseetl.provider.rds;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The login of an administrator who has the role {@code rds_iam}: AWS credentials in place of a password. Each
 * connection gets a token of its own, which is made on this machine and accepted for 15 minutes; a session goes on
 * after that. Segment's own role can't log in so. Not thread-safe; the settings that it builds are. Opens no connection
 * to the database or to AWS, but for those that AWS's default chain of credentials needs, whenever a connection to the
 * database is opened.
 *
 * <pre>{@code
 * ConnectionSettings admin = RdsIamLogin.to(ConnectionSettings.parse("postgres://admin@shop.….rds.amazonaws.com/shop"))
 *         .caBundle(Path.of("global-bundle.pem"))
 *         .build();
 * }</pre>
 *
 * <p>Defaults: the region that the endpoint's name says, else that of AWS's default chain; the credentials of AWS's
 * default chain: environment, profile, container, instance.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">Amazon RDS: IAM
 *     database authentication</a>
 */
public final class RdsIamLogin {
    private final ConnectionSettings settings;
    private final AwsAccessBuilder access = AwsAccess.builder();
    private @Nullable Endpoint endpoint;
    private @Nullable Path caBundle;
    private boolean hasRegion;
    private Clock clock = Clock.systemUTC();

    private RdsIamLogin(ConnectionSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins with where to connect, and as whom. A password is left out.
     *
     * @param settings the endpoint, the database and the user, with {@code sslmode} {@code require} or stricter unless
     *     {@link #caBundle} is given
     * @return the login
     */
    public static RdsIamLogin to(ConnectionSettings settings) {
        return new RdsIamLogin(Objects.requireNonNull(settings, "settings"));
    }

    /**
     * Sets whose certificates the server's has to come from, so that nobody else gets a token:
     * {@link SslMode#VERIFY_FULL}.
     *
     * @param file AWS's {@code global-bundle.pem}, or that of the region
     * @return this login
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html">Amazon RDS: Using
     *     SSL/TLS</a>
     */
    public RdsIamLogin caBundle(Path file) {
        caBundle = Objects.requireNonNull(file, "file");
        return this;
    }

    /**
     * Sets RDS's own endpoint, where the connection goes to another name, such as a tunnel's. A token is good for the
     * endpoint that it names.
     *
     * @param host RDS's name of it
     * @param port its port there
     * @return this login
     */
    public RdsIamLogin endpoint(String host, int port) {
        ConnectionSettings checked = settings.withEndpoint(host, port);
        endpoint = new Endpoint(checked.host(), checked.port());
        return this;
    }

    /**
     * Sets the database's region.
     *
     * @param id such as {@code eu-west-1}
     * @return this login
     * @throws IllegalArgumentException if it is none that AWS could have
     */
    public RdsIamLogin region(String id) {
        access.region(id);
        hasRegion = true;
        return this;
    }

    /**
     * Sets where credentials come from.
     *
     * @param provider the provider, thread-safe; it stays the caller's to close
     * @return this login
     */
    public RdsIamLogin credentials(AwsCredentialsProvider provider) {
        access.credentials(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /**
     * Sets the profile of AWS's configuration files that credentials come from, and the region where nothing else says
     * it.
     *
     * @param name the profile's name
     * @return this login
     */
    public RdsIamLogin profile(String name) {
        access.profile(Objects.requireNonNull(name, "name"));
        return this;
    }

    RdsIamLogin clock(Clock time) {
        clock = time;
        return this;
    }

    /**
     * Returns the settings to connect with. Connects to nothing, and reads no file.
     *
     * @return the settings, with a token for each connection
     * @throws IllegalArgumentException if the connection could go without TLS, or to a name that isn't RDS's; tells all
     */
    public ConnectionSettings build() {
        Endpoint target = endpoint != null ? endpoint : new Endpoint(settings.host(), settings.port());
        Optional<EndpointName> name = EndpointName.parse(target.address());
        List<String> problems = new ArrayList<>();
        if (caBundle == null && !settings.sslMode().requiresTls()) {
            problems.add("An IAM token is a password in clear, so RDS takes it by TLS only; sslmode is \""
                    + settings.sslMode().libpqName()
                    + "\". Give AWS's certificates with caBundle(Path), or set sslmode to \"require\" at least");
        }
        if (name.isEmpty() && endpoint == null) {
            problems.add("\"" + target.address() + "\" is no endpoint of RDS, and a token is good only for the endpoint"
                    + " that it names. Say with endpoint(String, int) which one is behind it");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", problems));
        }
        if (!hasRegion) {
            name.flatMap(EndpointName::region).ifPresent(access::region);
        }
        ConnectionSettings.Builder builder =
                settings.toBuilder().password(new IamPassword(access.copy(), target, settings.user(), clock));
        if (caBundle != null) {
            builder.sslMode(SslMode.VERIFY_FULL).rootCertificate(caBundle);
        }
        return builder.build();
    }
}
