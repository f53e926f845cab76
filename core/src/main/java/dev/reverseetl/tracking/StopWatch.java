package dev.reverseetl.tracking;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long the phases of a run take. */
final class StopWatch {
    private final EnumMap<TrackingPhase, Duration> durations = new EnumMap<>(TrackingPhase.class);
    private final TrackingListener listener;

    StopWatch(TrackingListener listener) {
        this.listener = listener;
    }

    <T> T during(TrackingPhase phase, Supplier<T> work) {
        listener.phaseStarted(phase);
        return adding(phase, work);
    }

    /** The same without telling, for what happens often. */
    <T> T adding(TrackingPhase phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            durations.merge(phase, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    Map<TrackingPhase, Duration> durations() {
        return durations;
    }
}
