package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

class AwsAccessBuilderTest {
    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> AwsAccess.builder().maxAttempts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AwsAccess.builder().region("eu-west-1.evil.example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AwsAccess.builder().callLimit(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AwsAccess.builder().attemptLimit(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatCredentialsAreMissing() {
        try (TestAws aws = TestAws.start(TestAws.account());
                AwsAccess access = AwsAccess.builder()
                        .region(TestAws.REGION)
                        .credentials(() -> {
                            throw SdkClientException.create("Unable to load credentials from any of the providers");
                        })
                        .endpoint(aws.standIn().endpoint())
                        .build()) {
            assertThatThrownBy(() -> access.databases().instance("shop"))
                    .hasMessageContaining("Unable to load credentials")
                    .extracting(thrown -> ((AwsFailure) thrown).reason())
                    .isEqualTo(FailureReason.CREDENTIALS);
            assertThatThrownBy(() -> access.network().mainRouteTable("vpc-1"))
                    .hasMessageContaining("Unable to load credentials")
                    .extracting(thrown -> ((AwsFailure) thrown).reason())
                    .isEqualTo(FailureReason.CREDENTIALS);
            assertThatThrownBy(() ->
                            access.iamTokens(Clock.systemUTC()).token(new Endpoint("shop.example", 5432), "admin"))
                    .hasMessageContaining("Unable to load credentials")
                    .extracting(thrown -> ((AwsFailure) thrown).reason())
                    .isEqualTo(FailureReason.CREDENTIALS);
            assertThat(aws.standIn().requests()).isEmpty();
        }
    }

    @Test
    void leavesTheCallersCredentialsOpen() {
        AtomicBoolean closed = new AtomicBoolean();

        AwsAccess.builder()
                .region(TestAws.REGION)
                .credentials(new CloseableCredentials(closed))
                .endpoint(URI.create("http://127.0.0.1:1"))
                .build()
                .close();

        assertThat(closed).isFalse();
    }

    private record CloseableCredentials(AtomicBoolean closed) implements AwsCredentialsProvider, SdkAutoCloseable {
        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("AKIA", "secret");
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
