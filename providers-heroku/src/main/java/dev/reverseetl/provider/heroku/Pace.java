package dev.reverseetl.provider.heroku;

import java.time.Duration;

/** Time as it passes between attempts. */
interface Pace {
    /** The machine's own time. */
    Pace SYSTEM = new Pace() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;
}
