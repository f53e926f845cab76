package dev.reverseetl.setup;

import java.time.Duration;

/** Checks durations that become a number of milliseconds in PostgreSQL. */
final class Milliseconds {
    private Milliseconds() {}

    static Duration checked(String what, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0
                || duration.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(what + " \"" + duration + "\" is out of range; give between 1 and "
                    + Integer.MAX_VALUE + " milliseconds");
        }
        return duration;
    }
}
