package dev.reverseetl.testing;

import java.time.Duration;
import java.util.List;

/**
 * One round trip: from the first of its statements until the client has the turn again.
 *
 * @param statements the statements in it; empty for one that only ends a pipeline
 * @param began when it began, by {@link System#nanoTime}
 * @param ended when it ended
 */
public record WireTurn(List<String> statements, long began, long ended) {
    public WireTurn {
        statements = List.copyOf(statements);
    }

    public Duration duration() {
        return Duration.ofNanos(ended - began);
    }
}
