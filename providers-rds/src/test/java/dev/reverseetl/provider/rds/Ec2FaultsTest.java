package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.provider.rds.standin.AwsStandIn;
import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInSecurityGroup;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class Ec2FaultsTest {
    private static final String ACTION = "DescribeSecurityGroupRules";

    private final StandInAccount account = TestAws.account().add(new StandInSecurityGroup("sg-1", "shop", "vpc-1"));
    private final TestAws aws = TestAws.start(account, Duration.ofMillis(300));

    @AfterEach
    void close() {
        aws.close();
    }

    private List<SecurityGroupRule> call() {
        return aws.access().securityGroups().rules(List.of("sg-1"));
    }

    private AwsFailure failure() {
        return catchThrowableOfType(AwsFailure.class, this::call);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "THROTTLE",
                "SERVER_ERROR",
                "CUT_BEFORE_EFFECT",
                "CUT_AFTER_EFFECT",
                "SLOW_ANSWER",
                "SLOW_BODY",
                "TRUNCATED",
                "HTML_UNAVAILABLE"
            })
    void triesAgain(Fault fault) {
        aws.standIn().faults().inject(ACTION, 1, fault);

        assertThat(call()).hasSize(1);
        assertThat(aws.standIn().requests(ACTION)).hasSize(2);
        assertThat(aws.pace().pauses()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            THROTTLE          | THROTTLED   | RequestLimitExceeded: Request limit exceeded. (HTTP 503, request id
            SERVER_ERROR      | SERVER      | InternalError: An internal error has occurred (HTTP 500, request id
            CUT_BEFORE_EFFECT | UNREACHABLE | Unexpected end of file from server
            TRUNCATED         | UNREACHABLE | Premature EOF
            HTML_UNAVAILABLE  | SERVER      | the answer is a web page. Check what is between here and AWS
            """)
    void givesUpAfterFourAttempts(Fault fault, FailureReason reason, String words) {
        aws.standIn().faults().injectAlways(ACTION, fault);

        AwsFailure failure = failure();

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure)
                .hasMessageStartingWith("EC2 " + ACTION + " at " + aws.standIn().endpoint() + " failed: ")
                .hasMessageContaining(words);
        assertThat(aws.standIn().requests(ACTION)).hasSize(4);
        assertThat(aws.pace().pauses()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTML      | the answer is a web page. Check what is between here and AWS, such as a proxy
            MALFORMED | the answer is no XML that AWS would send
            EMPTY     | the answer is empty
            DOCTYPE   | the answer is no XML that AWS would send
            """)
    void doesNotTryAgainWhatOthersAnswer(Fault fault, String words) {
        aws.standIn().faults().injectAlways(ACTION, fault);

        AwsFailure failure = failure();

        assertThat(failure.reason()).isEqualTo(FailureReason.UNREADABLE);
        assertThat(failure).hasMessageContaining(words);
        assertThat(aws.standIn().requests(ACTION)).hasSize(1);
    }

    @Test
    void readsNoMoreThanItShould() {
        aws.standIn().faults().injectAlways(ACTION, Fault.ENDLESS);

        assertThat(failure()).hasMessageContaining("The answer is longer than 8388608 bytes");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SLOW_ANSWER", "SLOW_BODY"})
    void waitsNoLongerThanItShould(Fault fault) {
        aws.standIn().faults().slowness(Duration.ofSeconds(30));
        aws.standIn().faults().injectAlways(ACTION, fault);

        long start = System.nanoTime();
        assertThat(failure().reason()).isEqualTo(FailureReason.UNREACHABLE);
        // Four attempts of 0.3 s.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void saysThatCredentialsAreUnknown() {
        AwsFailure failure = failureWith("AKIAUNKNOWN", account.secretAccessKey(), TestAws.REGION);

        assertThat(failure.reason()).isEqualTo(FailureReason.CREDENTIALS);
        assertThat(failure.status()).isEqualTo(401);
        assertThat(failure.errorCode()).isEqualTo("AuthFailure");
        assertThat(failure.effectPossible()).isFalse();
    }

    @Test
    void saysThatSignatureIsWrongWithoutTheSignedText() {
        AwsFailure failure = failureWith(account.accessKeyId(), "wrong", TestAws.REGION);

        assertThat(failure.reason()).isEqualTo(FailureReason.CREDENTIALS);
        assertThat(failure)
                .hasMessageContaining("SignatureDoesNotMatch: The request signature we calculated does not match")
                .hasMessageNotContaining("x-amz-date");
    }

    @Test
    void signsForItsOwnRegion() {
        assertThat(failureWith(account.accessKeyId(), account.secretAccessKey(), "us-west-2"))
                .hasMessageContaining("valid region");
    }

    @Test
    void saysThatNobodyListens() {
        AwsStandIn stopped = AwsStandIn.start(account);
        URI endpoint = stopped.endpoint();
        stopped.close();
        try (AwsAccess access = accessTo(endpoint, account.accessKeyId(), account.secretAccessKey(), TestAws.REGION)) {
            AwsFailure failure = catchThrowableOfType(
                    AwsFailure.class, () -> access.securityGroups().rules(List.of("sg-1")));

            assertThat(failure).hasMessageContaining("Connection refused");
            assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
            assertThat(failure.effectPossible()).isFalse();
        }
    }

    private AwsFailure failureWith(String accessKeyId, String secretAccessKey, String region) {
        try (AwsAccess access = accessTo(aws.standIn().endpoint(), accessKeyId, secretAccessKey, region)) {
            return catchThrowableOfType(
                    AwsFailure.class, () -> access.securityGroups().rules(List.of("sg-1")));
        }
    }

    private static AwsAccess accessTo(URI endpoint, String accessKeyId, String secretAccessKey, String region) {
        return AwsAccess.builder()
                .region(region)
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                .endpoint(endpoint)
                .pace(new TestPace())
                .build();
    }
}
