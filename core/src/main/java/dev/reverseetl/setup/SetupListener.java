package dev.reverseetl.setup;

import java.time.Duration;

/**
 * Is told what a verb does while it does it, on the calling thread. What it throws before the commit ends the verb,
 * which rolls back; later it is only logged. Every method does nothing unless overridden.
 */
public interface SetupListener {
    /** {@return the listener that does nothing} */
    static SetupListener none() {
        return new SetupListener() {};
    }

    /**
     * A step is about to run.
     *
     * @param step the step
     */
    default void stepStarted(PlanStep step) {}

    /**
     * A step has run. Statements are not committed yet; a step outside of PostgreSQL is done.
     *
     * @param step the step
     */
    default void stepFinished(PlanStep step) {}

    /**
     * The provider's plug-in tells what goes on, such as what it waits for.
     *
     * @param what a sentence without a full stop
     */
    default void providerProgress(String what) {}

    /** What Segment does in a sync is about to be tried as the role. */
    default void rehearsing() {}

    /** Everything was committed. */
    default void committed() {}

    /** A login as the role is about to be tried. */
    default void loggingIn() {}

    /**
     * Another session was in the way; everything was rolled back and begins again.
     *
     * @param attempt the attempt that failed, from 1
     * @param sqlState PostgreSQL's answer
     * @param pause how long until the next attempt
     */
    default void retrying(int attempt, String sqlState, Duration pause) {}
}
