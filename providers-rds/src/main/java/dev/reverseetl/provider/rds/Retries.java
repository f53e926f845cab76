package dev.reverseetl.provider.rds;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats a call that failed for a reason that may pass, with growing pauses, within bounds.
 *
 * @param maxAttempts how often a call is made at most
 * @param callLimit no attempt starts after that time
 * @param pace time
 */
record Retries(int maxAttempts, Duration callLimit, Pace pace) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /** Throttled calls wait longer: the account's allowance has to refill. */
    private static final Duration FIRST_PAUSE_THROTTLED = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /**
     * Makes a call.
     *
     * @throws AwsFailure as the last attempt did; {@link AwsFailure#effectPossible()} covers all attempts
     */
    <T> T run(Supplier<T> attempt) {
        long start = pace.nanoTime();
        boolean effectPossible = false;
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.get();
            } catch (AwsFailure failure) {
                Duration pause = pauseAfter(failure.reason(), attempts);
                Duration left = callLimit.minusNanos(pace.nanoTime() - start);
                if (!failure.reason().isTransient() || attempts >= maxAttempts || pause.compareTo(left) >= 0) {
                    throw effectPossible && !failure.effectPossible() ? failure.afterUnknownEffect() : failure;
                }
                effectPossible |= failure.effectPossible();
                sleep(pause, failure, effectPossible);
            }
        }
    }

    private void sleep(Duration pause, AwsFailure failure, boolean effectPossible) {
        try {
            pace.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.interrupted(effectPossible);
        }
    }

    /** Between half of the pause and all of it, so that many callers don't come back at once. */
    private static Duration pauseAfter(FailureReason reason, int attempts) {
        Duration first = reason == FailureReason.THROTTLED ? FIRST_PAUSE_THROTTLED : FIRST_PAUSE;
        Duration pause = first.multipliedBy(1L << Math.min(attempts - 1, 10));
        long millis = Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
