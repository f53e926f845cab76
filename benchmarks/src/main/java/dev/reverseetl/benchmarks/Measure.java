package dev.reverseetl.benchmarks;

import java.time.Duration;
import java.util.Locale;

/**
 * What was measured, and what is promised of it.
 *
 * @param what what was measured
 * @param measured the measured number, for people
 * @param against what it is compared with; may be empty
 * @param number what the limit is of: a count, or the ratio
 * @param limit the limit
 */
record Measure(String what, String measured, String against, double number, Limit limit) {
    static Measure roundTrips(String what, int count, Limit limit) {
        return new Measure(what, count + " round trips", "", count, limit);
    }

    /** A number of something, such as bytes. */
    static Measure number(String what, double number, String unit, Limit limit) {
        return new Measure(what, String.format(Locale.ROOT, "%,.1f %s", number, unit), "", number, limit);
    }

    /** How many times as long as something else it takes. */
    static Measure slower(String what, Duration time, String other, Duration otherTime, Limit limit) {
        return new Measure(what, seconds(time), other + ": " + seconds(otherTime), ratio(time, otherTime), limit);
    }

    /** How many times as long something else takes. */
    static Measure faster(String what, Duration time, String other, Duration otherTime, Limit limit) {
        return new Measure(what, seconds(time), other + ": " + seconds(otherTime), ratio(otherTime, time), limit);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    boolean holds() {
        return limit.holds(number);
    }

    boolean isCount() {
        return against.isEmpty();
    }

    private static double ratio(Duration time, Duration other) {
        return (double) time.toNanos() / other.toNanos();
    }
}
