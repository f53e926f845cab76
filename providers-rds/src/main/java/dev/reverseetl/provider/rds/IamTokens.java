package dev.reverseetl.provider.rds;

import dev.reverseetl.postgres.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/**
 * Passwords that AWS credentials stand for. Made on this machine; nobody is asked. The SDK's {@code RdsUtilities} makes
 * the same ones, but logs them at TRACE.
 */
final class IamTokens {
    private static final int SECONDS = 900;

    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final Clock clock;

    IamTokens(AwsCredentialsProvider credentials, Region region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /**
     * Returns the password of a user who has the role {@code rds_iam}. It is good for 15 minutes, for connections by
     * TLS, and only to the endpoint itself: another name of it is another host.
     *
     * @throws AwsFailure with {@link FailureReason#CREDENTIALS} if there are no credentials
     */
    Secret token(Endpoint endpoint, String user) {
        AwsCredentials identity = identity(endpoint);
        SigV4 sigV4 = new SigV4(identity, clock.instant(), region.id(), "rds-db");
        String host = endpoint.address() + ":" + endpoint.port();
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", host);
        SortedMap<String, String> query = new TreeMap<>();
        query.put("Action", "connect");
        query.put("DBUser", user);
        query.put("X-Amz-Algorithm", SigV4.ALGORITHM);
        query.put("X-Amz-Credential", sigV4.credential());
        query.put("X-Amz-Date", sigV4.timestamp());
        query.put("X-Amz-Expires", Integer.toString(SECONDS));
        query.put("X-Amz-SignedHeaders", SigV4.signedHeaders(headers));
        if (identity instanceof AwsSessionCredentialsIdentity session) {
            query.put("X-Amz-Security-Token", session.sessionToken());
        }
        String signature = sigV4.signature("GET", "/", query, headers, new byte[0]);
        return Secret.of(host + "/?" + SigV4.encoded(query) + "&X-Amz-Signature=" + signature);
    }

    private AwsCredentials identity(Endpoint endpoint) {
        AwsCall call = new AwsCall("RDS", "IAM token", endpoint.address());
        AwsCredentials identity;
        try {
            identity = credentials.resolveCredentials();
        } catch (SdkException e) {
            throw AwsFailure.unanswered(call, FailureReason.CREDENTIALS, false, String.valueOf(e.getMessage()));
        }
        Optional<Instant> end = identity.expirationTime().filter(time -> !time.isAfter(clock.instant()));
        if (end.isPresent()) {
            throw AwsFailure.unanswered(
                    call, FailureReason.CREDENTIALS, false, "the credentials expired at " + end.get() + ".");
        }
        return identity;
    }
}
