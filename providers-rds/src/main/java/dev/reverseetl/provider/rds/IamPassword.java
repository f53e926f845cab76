package dev.reverseetl.provider.rds;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.PasswordSource;
import dev.reverseetl.postgres.Secret;
import java.time.Clock;

/** A new token for each connection, with the credentials that AWS's chain finds at that moment. Thread-safe. */
final class IamPassword implements PasswordSource {
    private final AwsAccessBuilder access;
    private final Endpoint endpoint;
    private final String user;
    private final Clock clock;

    /** The access is not changed any more. */
    IamPassword(AwsAccessBuilder access, Endpoint endpoint, String user, Clock clock) {
        this.access = access;
        this.endpoint = endpoint;
        this.user = user;
        this.clock = clock;
    }

    @Override
    public Secret password() {
        try (AwsAccess aws = access.build()) {
            return aws.iamTokens(clock).token(endpoint, user);
        } catch (AwsFailure failure) {
            AwsProblem.refuseInterrupted(failure);
            throw new ReverseEtlException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "No IAM token could be made for the user \"" + user + "\" of \"" + endpoint.address() + "\": "
                            + AwsProblem.of(failure) + ".",
                    failure.reason() == FailureReason.CREDENTIALS
                            ? "Renew AWS's credentials (aws sts get-caller-identity shows whose they are), or give others"
                                    + " with credentials(…) or profile(…)."
                            : "Set the region with region(String).",
                    failure);
        }
    }

    @Override
    public String remedyIfRefused() {
        return "It was an IAM token. RDS takes it if IAM authentication is enabled for the database, \"" + user
                + "\" has the role rds_iam, the credentials are permitted rds-db:connect as that user and have not"
                + " expired, \"" + endpoint.address() + "\" is RDS's own name of the endpoint, and this machine's clock"
                + " is right.";
    }

    @Override
    public String toString() {
        return "IAM tokens for the user \"" + user + "\" of \"" + endpoint.address() + "\"";
    }
}
