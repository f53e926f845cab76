package dev.reverseetl.internal.jdbc;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.time.Duration;

/** The moment by which a verb must have ended. Immutable and thread-safe. */
public final class Deadline {
    private final Duration allowed;
    private final long endNanos;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.endNanos = System.nanoTime() + allowed.toNanos();
    }

    /** Returns the deadline this long from now. */
    public static Deadline after(Duration allowed) {
        return new Deadline(allowed);
    }

    /** Returns how long remains, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    boolean isPast() {
        return endNanos - System.nanoTime() <= 0;
    }

    /** Throws if the deadline has passed or the calling thread was interrupted; the interrupt stays set. */
    public void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        if (isPast()) {
            throw passed();
        }
    }

    ReverseEtlException passed() {
        return new ReverseEtlException(
                ErrorCode.DEADLINE_EXCEEDED,
                "The deadline of " + allowed.toMillis() + " ms passed; the transaction was rolled back.",
                "Look for what holds the server up (pg_stat_activity, pg_locks), or allow more time with deadline(Duration).");
    }

    static ReverseEtlException interrupted() {
        return new ReverseEtlException(
                ErrorCode.INTERRUPTED,
                "The calling thread was interrupted; the transaction was rolled back.",
                "Call again when the thread may go on.");
    }
}
