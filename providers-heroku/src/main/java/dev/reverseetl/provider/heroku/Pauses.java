package dev.reverseetl.provider.heroku;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.time.Duration;

/** Waits, unless the thread is interrupted. */
final class Pauses {
    private Pauses() {}

    static void sleep(Duration pause, Pace pace) {
        try {
            pace.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReverseEtlException(
                    ErrorCode.INTERRUPTED,
                    "The calling thread was interrupted while Heroku was waited for.",
                    "Call again when the thread may go on.",
                    e);
        }
    }
}
