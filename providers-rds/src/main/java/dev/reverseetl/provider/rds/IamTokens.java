package dev.reverseetl.provider.rds;

import dev.reverseetl.postgres.Secret;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** Passwords that AWS credentials stand for. Made on this machine; nobody is asked. */
final class IamTokens {
    private final AwsCredentialsProvider credentials;
    private final Region region;

    IamTokens(AwsCredentialsProvider credentials, Region region) {
        this.credentials = credentials;
        this.region = region;
    }

    /**
     * Returns the password of a user who has the role {@code rds_iam}. It is good for 15 minutes, for connections by
     * TLS, and only to the endpoint itself: another name of it is another host.
     *
     * @throws AwsFailure with {@link FailureReason#CREDENTIALS} if there are no credentials
     */
    Secret token(Endpoint endpoint, String user) {
        try {
            return Secret.of(RdsUtilities.builder()
                    .credentialsProvider(credentials)
                    .region(region)
                    .build()
                    .generateAuthenticationToken(r ->
                            r.hostname(endpoint.address()).port(endpoint.port()).username(user)));
        } catch (SdkException e) {
            AwsCall call = new AwsCall("RDS", "an IAM token", endpoint.address());
            throw AwsFailure.unanswered(call, FailureReason.CREDENTIALS, false, String.valueOf(e.getMessage()));
        }
    }
}
