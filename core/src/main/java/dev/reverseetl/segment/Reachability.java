package dev.reverseetl.segment;

import java.util.Objects;

/**
 * Whether Segment can connect to a host, as far as that can be told without asking anybody. Immutable and thread-safe.
 *
 * @param verdict the answer
 * @param reason why, as a clause about the host, such as {@code is a loopback address}
 */
public record Reachability(Verdict verdict, String reason) {
    /**
     * Checks that nothing is missing.
     *
     * @param verdict the answer
     * @param reason why
     */
    public Reachability {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
    }

    /** The answers. */
    public enum Verdict {
        /** A public address. Whether a firewall lets Segment in is another question. */
        POSSIBLE,
        /** The spelling doesn't tell. */
        UNKNOWN,
        /** No address of Segment's can ever reach it. */
        IMPOSSIBLE
    }

    static Reachability possible(String reason) {
        return new Reachability(Verdict.POSSIBLE, reason);
    }

    static Reachability unknown(String reason) {
        return new Reachability(Verdict.UNKNOWN, reason);
    }

    static Reachability impossible(String reason) {
        return new Reachability(Verdict.IMPOSSIBLE, reason);
    }
}
