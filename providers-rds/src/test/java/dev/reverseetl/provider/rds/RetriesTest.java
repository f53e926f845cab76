package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final AwsCall CALL = new AwsCall("EC2", "DescribeSubnets", "http://localhost");

    private final TestPace pace = new TestPace();

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    private static AwsFailure answered(String code, int status) {
        return AwsFailure.answered(CALL, code, status, "", "words");
    }

    private AwsFailure failure(int maxAttempts, AwsFailure... failures) {
        return failure(new Retries(maxAttempts, Duration.ofSeconds(30), pace), failures);
    }

    private static AwsFailure failure(Retries retries, AwsFailure... failures) {
        Deque<AwsFailure> left = new ArrayDeque<>(List.of(failures));
        return catchThrowableOfType(
                AwsFailure.class,
                () -> retries.run(() -> {
                    throw left.remove();
                }));
    }

    @Test
    void pausesLongerEachTime() {
        AwsFailure error = answered("InternalError", 500);

        failure(4, error, error, error, error);

        assertThat(pace.pauses()).hasSize(3);
        assertThat(pace.pauses().get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pace.pauses().get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pace.pauses().get(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void pausesLongerIfThrottled() {
        AwsFailure throttled = answered("RequestLimitExceeded", 503);

        failure(2, throttled, throttled);

        assertThat(pace.pauses().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void startsNoAttemptAfterTheLimit() {
        AwsFailure throttled = answered("Throttling", 400);

        failure(new Retries(100, Duration.ofSeconds(1), pace), throttled, throttled, throttled, throttled);

        assertThat(pace.pauses().stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doesNotRepeatWhatWillNotPass() {
        AwsFailure refused = answered("UnauthorizedOperation", 403);

        assertThat(failure(4, refused)).isSameAs(refused);
        assertThat(pace.pauses()).isEmpty();
    }

    @Test
    void remembersThatAnEarlierAttemptMayHaveTakenEffect() {
        AwsFailure last = failure(
                4,
                AwsFailure.unanswered(CALL, FailureReason.UNREACHABLE, true, "cut"),
                answered("InvalidPermission.Duplicate", 400));

        assertThat(last.reason()).isEqualTo(FailureReason.DUPLICATE);
        assertThat(last.effectPossible()).isTrue();
        assertThat(last).hasMessageContaining("InvalidPermission.Duplicate: words (HTTP 400)");
    }

    @Test
    void throttlingHasNoEffect() {
        assertThat(failure(4, answered("Throttling", 400), answered("InvalidPermission.Duplicate", 400))
                        .effectPossible())
                .isFalse();
    }

    @Test
    void givesUpIfInterrupted() {
        Pace interrupted = new Pace() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                throw new InterruptedException();
            }
        };

        AwsFailure failure = failure(
                new Retries(4, Duration.ofSeconds(30), interrupted),
                AwsFailure.unanswered(CALL, FailureReason.UNREACHABLE, true, "cut"));

        assertThat(failure.reason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(failure.effectPossible()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
