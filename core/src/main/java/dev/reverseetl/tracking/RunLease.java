package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;

/**
 * The right to move the state of a model, as long as nobody else has begun a run. It is checked and renewed by the row
 * of the model, in the transaction that does the work: no lock of a session is needed.
 *
 * @param model the model's number
 * @param generation the number of the run
 * @param runId the run
 * @param olderLeft whether an older run had not ended
 */
record RunLease(long model, long generation, String runId, boolean olderLeft) {
    /** When a lease that is renewed now ends, as SQL. */
    static String until(TrackerConfig config) {
        return "clock_timestamp() + interval '" + config.lease().toMillis() + " ms'";
    }

    /** Locks the model for the rest of the transaction, and fails if the run is no longer the current one. */
    ModelEntry lock(Transaction transaction, TrackerConfig config) {
        String name = config.model().name();
        // Who has taken over may hold the lock for long
        current(transaction, ModelEntry.read(config.tables(), name), config);
        return current(transaction, ModelEntry.lock(config.tables(), name), config);
    }

    private ModelEntry current(Transaction transaction, Query<ModelEntry> query, TrackerConfig config) {
        return transaction.read(query).stream()
                .filter(entry -> entry.id() == model
                        && entry.generation() == generation
                        && entry.runId().filter(runId::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> TrackingFailure.superseded(config, null));
    }

    /** Changes the row of the model and renews the lease; to be called under {@link #lock}. */
    void update(Transaction transaction, TrackerConfig config, String assignments) {
        long rows = transaction.count("UPDATE " + config.tables().models() + " SET " + assignments
                + (assignments.isEmpty() ? "" : ", ") + "lease_until = " + until(config) + " WHERE " + mine());
        requireOne(rows, config);
    }

    /** Ends the run, also one that is no longer the current one. */
    void release(Transaction transaction, TrackerConfig config, String assignments) {
        transaction.count("UPDATE " + config.tables().models() + " SET " + assignments
                + (assignments.isEmpty() ? "" : ", ")
                + "run_id = NULL, holder = NULL, lease_until = NULL, pending_table = NULL WHERE " + mine());
    }

    /**
     * Gives the lease up, but lets the next run see that this one has not come to its end; returns whether this was
     * still the current one.
     */
    boolean abandon(Transaction transaction, TrackerConfig config) {
        return transaction.count("UPDATE " + config.tables().models()
                        + " SET holder = NULL, lease_until = NULL, pending_table = NULL WHERE " + mine())
                == 1;
    }

    private String mine() {
        return "id = " + model + " AND generation = " + generation + " AND run_id = " + SqlLiteral.quoted(runId);
    }

    private static void requireOne(long rows, TrackerConfig config) {
        if (rows != 1) {
            throw TrackingFailure.superseded(config, null);
        }
    }
}
