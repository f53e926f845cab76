package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Transaction;

/** Forgets what is kept of a model. */
final class Reset {
    /** What the row of a model says then. */
    static final String FORGOTTEN =
            "state_table = NULL, state_rows = 0, column_signature = NULL, key_signature = NULL, algorithm = NULL,"
                    + " policies = NULL";

    private Reset() {}

    /** Drops the state, so that everything is added again; to be called under the lease's lock. */
    static void forget(Transaction transaction, TrackerConfig config, RunLease lease, ModelEntry entry) {
        if (entry.stateTable().isPresent()) {
            transaction.count("DROP TABLE IF EXISTS "
                    + config.tables().quoted(entry.stateTable().get()));
        }
        lease.update(transaction, config, FORGOTTEN);
    }
}
