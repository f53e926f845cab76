package dev.reverseetl.tracking;

import java.util.List;
import java.util.Optional;

/**
 * What a run has found.
 *
 * @param lease the right to move the state
 * @param columns the columns of the result
 * @param origin what it goes on from
 * @param pending the table of the changes; nothing if there is none, since there are no changes
 * @param stateRows how many rows the state had
 * @param counts how many changes there are
 * @param aside what is left alone
 * @param workers how many workers were planned
 * @param held why it waits for its deletions to be confirmed
 * @param policies what stands for the policies of row security, where that matters
 * @param notes what else is worth knowing
 */
record DetectedRun(
        RunLease lease,
        ModelColumns columns,
        RunOrigin origin,
        Optional<PendingTable> pending,
        long stateRows,
        Counts counts,
        SetAside aside,
        int workers,
        Optional<String> held,
        Optional<String> policies,
        List<String> notes) {}
