package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.StepOutcome;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What surrounds one call to a plug-in.
 *
 * @param runId the run; empty while a plan is made
 * @param deadline when the call must have ended
 * @param listener who is told what goes on
 * @param notes who is told what came of the step before it has ended
 */
record CallContext(String runId, Deadline deadline, SetupListener listener, Consumer<StepOutcome> notes)
        implements ProviderContext {
    CallContext(String runId, Deadline deadline, SetupListener listener) {
        this(runId, deadline, listener, outcome -> {});
    }

    @Override
    public Duration remaining() {
        return deadline.remaining();
    }

    @Override
    public void settled(StepOutcome outcome) {
        notes.accept(outcome);
    }

    @Override
    public void progress(String what) {
        listener.providerProgress(what);
    }
}
