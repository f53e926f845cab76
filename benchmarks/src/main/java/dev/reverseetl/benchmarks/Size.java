package dev.reverseetl.benchmarks;

import java.time.Duration;

/**
 * How large a run is.
 *
 * @param models how many models
 * @param tables how many tables the database has
 * @param manyTables how many tables the larger database has
 * @param delay what the network adds to each round trip
 * @param warmUps how often each thing is done before it is timed
 * @param runs how often it is timed
 * @param rows how many rows a tracked model has
 * @param manyRows how many rows a large one has
 * @param timed whether limits of times apply
 */
record Size(
        int models,
        int tables,
        int manyTables,
        Duration delay,
        int warmUps,
        int runs,
        int rows,
        int manyRows,
        boolean timed) {
    static final Size FULL = new Size(1_000, 10_000, 100_000, Duration.ofMillis(10), 5, 9, 1_000_000, 5_000_000, true);
    /** Shows that all of it works, with rows enough that what the server reserves beyond them does not count. */
    static final Size QUICK =
            new Size(50, SampleObjects.FEWEST, 700, Duration.ofMillis(1), 0, 1, 50_000, 100_000, false);
}
