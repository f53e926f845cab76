package dev.reverseetl.provider.rds.standin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Failures to come, by action and number of the call. Thread-safe. */
public final class Faults {
    private final Map<String, Map<Integer, Fault>> byCall = new HashMap<>();
    private final Map<String, Fault> always = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private Duration slowness = Duration.ofSeconds(5);

    Faults() {}

    /**
     * Lets one call of an action fail.
     *
     * @param action such as {@code DescribeSubnets}
     * @param call the number of the call from now on, from 1
     * @param fault how it fails
     */
    public synchronized void inject(String action, int call, Fault fault) {
        byCall.computeIfAbsent(action, a -> new HashMap<>()).put(calls.getOrDefault(action, 0) + call, fault);
    }

    /**
     * Lets every call of an action fail that has no failure of its own.
     *
     * @param action such as {@code DescribeSubnets}
     * @param fault how it fails
     */
    public synchronized void injectAlways(String action, Fault fault) {
        always.put(action, fault);
    }

    /**
     * Sets how long slow answers take. Default: 5 seconds.
     *
     * @param duration how long
     */
    public synchronized void slowness(Duration duration) {
        slowness = duration;
    }

    synchronized Duration slowness() {
        return slowness;
    }

    synchronized Optional<Fault> next(String action) {
        int call = calls.merge(action, 1, Integer::sum);
        Fault fault = byCall.getOrDefault(action, Map.of()).get(call);
        return Optional.ofNullable(fault == null ? always.get(action) : fault);
    }
}
