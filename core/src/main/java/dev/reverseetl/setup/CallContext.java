package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.spi.ProviderContext;
import java.time.Duration;

/**
 * What surrounds one call to a plug-in.
 *
 * @param runId the run; empty while a plan is made
 * @param deadline when the call must have ended
 * @param listener who is told what goes on
 */
record CallContext(String runId, Deadline deadline, SetupListener listener) implements ProviderContext {
    @Override
    public Duration remaining() {
        return deadline.remaining();
    }

    @Override
    public void progress(String what) {
        listener.providerProgress(what);
    }
}
