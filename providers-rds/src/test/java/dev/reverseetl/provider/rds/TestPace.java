package dev.reverseetl.provider.rds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only in pauses, and at once. */
final class TestPace implements Pace {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
