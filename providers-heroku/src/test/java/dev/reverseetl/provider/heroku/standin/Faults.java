package dev.reverseetl.provider.heroku.standin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Failures to come, by operation and number of the call. Thread-safe. */
public final class Faults {
    private final Map<Operation, Map<Integer, Fault>> byCall = new HashMap<>();
    private final Map<Operation, Fault> always = new HashMap<>();
    private final Map<Operation, Integer> calls = new HashMap<>();
    private Duration slowness = Duration.ofSeconds(5);

    Faults() {}

    /**
     * Lets one call of an operation fail.
     *
     * @param operation the operation
     * @param call the number of the call from now on, from 1
     * @param fault how it fails
     */
    public synchronized void inject(Operation operation, int call, Fault fault) {
        byCall.computeIfAbsent(operation, any -> new HashMap<>()).put(calls.getOrDefault(operation, 0) + call, fault);
    }

    /**
     * Lets every call of an operation fail that has no failure of its own.
     *
     * @param operation the operation
     * @param fault how it fails
     */
    public synchronized void injectAlways(Operation operation, Fault fault) {
        always.put(operation, fault);
    }

    /** Lets all go well again. */
    public synchronized void clear() {
        byCall.clear();
        always.clear();
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

    synchronized Optional<Fault> next(Operation operation) {
        int call = calls.merge(operation, 1, Integer::sum);
        Fault fault = byCall.getOrDefault(operation, Map.of()).get(call);
        return Optional.ofNullable(fault == null ? always.get(operation) : fault);
    }
}
