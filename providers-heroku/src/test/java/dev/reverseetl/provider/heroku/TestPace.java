package dev.reverseetl.provider.heroku;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits hardly at all, and remembers how long it should have. */
final class TestPace implements Pace {
    final List<Duration> pauses = new ArrayList<>();

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        pauses.add(duration);
        Thread.sleep(2);
    }
}
