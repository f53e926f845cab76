package dev.reverseetl.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners and journals what happened after a commit: whatever they throw, what is committed has succeeded. */
final class AfterCommit {
    private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

    private AfterCommit() {}

    static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.warn("Everything is committed, but a listener or journal failed: {}", e.toString());
        }
    }
}
