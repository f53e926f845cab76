package dev.reverseetl.provider.rds;

import dev.reverseetl.provider.rds.standin.AwsStandIn;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The stand-in and an access to it that doesn't wait between attempts. */
record TestAws(AwsStandIn standIn, AwsAccess access, TestPace pace) implements AutoCloseable {
    static final String REGION = "eu-west-1";

    static TestAws start(StandInAccount account) {
        return start(account, Duration.ofSeconds(5));
    }

    static TestAws start(StandInAccount account, Duration attemptLimit) {
        AwsStandIn standIn = AwsStandIn.start(account);
        TestPace pace = new TestPace();
        AwsAccess access = AwsAccess.builder()
                .region(account.region())
                .credentials(StaticCredentialsProvider.create(credentials(account)))
                .endpoint(standIn.endpoint())
                .attemptLimit(attemptLimit)
                .pace(pace)
                .build();
        return new TestAws(standIn, access, pace);
    }

    static StandInAccount account() {
        return StandInAccount.create(REGION);
    }

    static AwsCredentials credentials(StandInAccount account) {
        return account.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(account.accessKeyId(), account.secretAccessKey())
                : AwsSessionCredentials.create(
                        account.accessKeyId(), account.secretAccessKey(), account.sessionToken());
    }

    @Override
    public void close() {
        access.close();
        standIn.close();
    }
}
