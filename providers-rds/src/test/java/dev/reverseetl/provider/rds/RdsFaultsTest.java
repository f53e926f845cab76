package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInInstance;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class RdsFaultsTest {
    private static final String ACTION = "DescribeDBInstances";

    private final StandInAccount account = TestAws.account().add(StandInInstance.postgres("shop"));
    private final TestAws aws = TestAws.start(account, Duration.ofMillis(300));

    @AfterEach
    void close() {
        aws.close();
    }

    private Optional<RdsDatabase> call() {
        return aws.access().databases().instance("shop");
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

        assertThat(call()).isPresent();
        assertThat(aws.standIn().requests(ACTION)).hasSize(2);
        assertThat(aws.pace().pauses()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            THROTTLE          | THROTTLED   | Throttling: Rate exceeded (HTTP 400, request id
            SERVER_ERROR      | SERVER      | InternalError: An internal error has occurred (HTTP 500, request id
            CUT_BEFORE_EFFECT | UNREACHABLE | Unexpected end of file from server
            TRUNCATED         | UNREACHABLE | Premature EOF
            HTML_UNAVAILABLE  | SERVER      | the answer is a web page. Check what is between here and AWS
            """)
    void givesUpAfterFourAttempts(Fault fault, FailureReason reason, String words) {
        aws.standIn().faults().injectAlways(ACTION, fault);

        AwsFailure failure = failure();

        assertThat(failure)
                .hasMessageStartingWith("RDS " + ACTION + " at " + aws.standIn().endpoint() + " failed: ")
                .hasMessageContaining(words);
        assertThat(failure.reason()).isEqualTo(reason);
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
    void neverTakesSomethingElseForAnAnswer(Fault fault, String words) {
        aws.standIn().faults().injectAlways(ACTION, fault);

        AwsFailure failure = failure();

        assertThat(failure.reason()).isEqualTo(FailureReason.UNREADABLE);
        assertThat(failure).hasMessageStartingWith("RDS " + ACTION + " at ").hasMessageContaining(words);
        assertThat(aws.standIn().requests(ACTION)).hasSize(1);
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
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void saysWhatIsNotPermitted() {
        account.refuse(ACTION);

        AwsFailure failure = failure();

        assertThat(failure.reason()).isEqualTo(FailureReason.NOT_AUTHORIZED);
        assertThat(failure).hasMessageContaining("AccessDenied: User: arn:aws:iam::123456789012:user/setup is not");
    }

    @Test
    void saysThatSignatureIsWrongWithoutTheSignedText() {
        try (AwsAccess access = AwsAccess.builder()
                .region(TestAws.REGION)
                .credentials(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(account.accessKeyId(), "wrong")))
                .endpoint(aws.standIn().endpoint())
                .build()) {
            AwsFailure failure = catchThrowableOfType(
                    AwsFailure.class, () -> access.databases().instance("shop"));

            assertThat(failure.reason()).isEqualTo(FailureReason.CREDENTIALS);
            assertThat(failure)
                    .hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageNotContaining("x-amz-date")
                    .hasNoCause();
        }
    }
}
