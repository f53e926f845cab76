package dev.reverseetl.provider.heroku;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats a call that failed for a reason that may pass, with growing pauses or as long as Heroku asks for, within
 * bounds. A call that may have changed something isn't repeated.
 *
 * @param maxAttempts how often a call is made at most
 * @param callLimit no attempt starts after that time
 * @param pace time
 */
record Retries(int maxAttempts, Duration callLimit, Pace pace) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    /** Heroku gives back some 75 calls a minute to an account that has none left. */
    private static final Duration FIRST_PAUSE_THROTTLED = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /**
     * Makes a call.
     *
     * @throws HerokuFailure as the last attempt did
     */
    <T> T run(Supplier<T> attempt) {
        long start = pace.nanoTime();
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.get();
            } catch (HerokuFailure failure) {
                Duration pause = pauseAfter(failure, attempts);
                Duration left = callLimit.minusNanos(pace.nanoTime() - start);
                if (!failure.reason().isTransient()
                        || failure.effectPossible()
                        || attempts >= maxAttempts
                        || pause.compareTo(left) >= 0) {
                    throw failure;
                }
                Pauses.sleep(pause, pace);
            }
        }
    }

    /** Between half of the pause and all of it, so that many callers don't come back at once. */
    private static Duration pauseAfter(HerokuFailure failure, int attempts) {
        if (failure.retryAfter().isPresent()) {
            return failure.retryAfter().get();
        }
        Duration first = failure.reason() == FailureReason.THROTTLED ? FIRST_PAUSE_THROTTLED : FIRST_PAUSE;
        long millis =
                Math.min(first.multipliedBy(1L << Math.min(attempts - 1, 10)).toMillis(), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
