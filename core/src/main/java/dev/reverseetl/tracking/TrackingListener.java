package dev.reverseetl.tracking;

/**
 * Is told what a run does while it does it, on the calling thread. What it throws ends the verb; nothing is
 * acknowledged by that, and what is acknowledged already, as when {@link #finished} is told, stays so. Every method
 * does nothing unless overridden.
 */
public interface TrackingListener {
    /** {@return the listener that does nothing} */
    static TrackingListener none() {
        return new TrackingListener() {};
    }

    /**
     * A phase begins.
     *
     * @param phase the phase
     */
    default void phaseStarted(TrackingPhase phase) {}

    /**
     * The changes are known, and none is read yet.
     *
     * @param summary the counts and what has taken how long so far
     */
    default void detected(RunSummary summary) {}

    /**
     * Changes were handed to the caller; told now and then.
     *
     * @param read how many so far
     * @param total how many there are
     */
    default void progress(long read, long total) {}

    /**
     * The run has ended: acknowledged, or closed without.
     *
     * @param summary all about it
     */
    default void finished(RunSummary summary) {}
}
