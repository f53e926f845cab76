package dev.reverseetl.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Times things in turn, so that what else the machine does hits all of them, and takes the median of each.
 *
 * @param warmUps how often each is done before it is timed
 * @param runs how often each is timed
 */
record Timing(int warmUps, int runs) {
    static Duration once(Way way) throws Exception {
        long start = System.nanoTime();
        way.go();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    List<Duration> medians(Way... ways) throws Exception {
        List<List<Duration>> times = new ArrayList<>();
        for (Way way : ways) {
            times.add(new ArrayList<>());
            for (int i = 0; i < warmUps; i++) {
                way.go();
            }
        }
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < ways.length; i++) {
                times.get(i).add(once(ways[i]));
            }
        }
        return times.stream().map(Timing::median).toList();
    }

    static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
