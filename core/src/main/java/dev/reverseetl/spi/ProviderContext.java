package dev.reverseetl.spi;

import java.time.Duration;

/** What surrounds a call to a provider. Implemented by this library only; valid during the call. */
public interface ProviderContext {
    /**
     * Returns the id of the run that takes the step, or took it, to mark what it makes.
     *
     * @return letters, digits and hyphens, at most 40; empty while a plan is made
     */
    String runId();

    /**
     * Returns how long the call may take. The provider ends by itself before that, and when its thread is interrupted.
     *
     * @return the time that is left; never negative
     */
    Duration remaining();

    /**
     * Notes what came of a step before {@link PostgresProvider#perform} returns: once it is made, or found to be there,
     * and only waited for. If the process dies while waiting, or the waiting fails, undo knows it.
     *
     * @param outcome as {@code perform} would return it now; its password isn't looked at
     */
    default void settled(StepOutcome outcome) {}

    /**
     * Tells the caller's listener what is going on, such as what is being waited for.
     *
     * @param what a sentence without a full stop
     */
    void progress(String what);
}
