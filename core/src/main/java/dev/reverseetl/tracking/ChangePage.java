package dev.reverseetl.tracking;

import java.util.List;

/** Some changes that were read together and can be acknowledged together. Not thread-safe. */
public final class ChangePage {
    private final ChangeSet set;
    private final List<Change> changes;
    private boolean acknowledged;

    ChangePage(ChangeSet set, List<Change> changes) {
        this.set = set;
        this.changes = List.copyOf(changes);
    }

    /** {@return the changes; at least one} */
    public List<Change> changes() {
        return changes;
    }

    /**
     * Moves the state by the changes of this page that were not rejected, in one transaction: whatever happens
     * afterwards, they don't come again unless they change again. Pages may be acknowledged in any order, and not at
     * all; when nothing is left the run ends. Does nothing the second time.
     *
     * @throws dev.reverseetl.ReverseEtlException as {@link ChangeSet#acknowledge()}
     */
    public void acknowledge() {
        if (!acknowledged) {
            set.acknowledge(changes);
            acknowledged = true;
        }
    }
}
