package dev.reverseetl.tracking;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.List;
import java.util.function.Function;

/**
 * Finds out what was added, updated and deleted in the result of a model since the last acknowledged run, as Segment's
 * Reverse ETL does. PostgreSQL compares the result with checksums of the last one, which are all that is kept.
 *
 * <pre>{@code
 * ChangeTracker tracker = ChangeTracker.builder().connection(roleDataSource).model(model).build();
 * try (ChangeSet changes = tracker.detect()) {
 *     changes.forEach(change -> send(change));
 *     changes.acknowledge(); // only now does the state move
 * }
 * }</pre>
 *
 * <p>The state lives in the managed schema, in tables whose names begin with {@code retl_}; Segment's own tables are
 * never touched. The role needs USAGE and CREATE on that schema and what the model reads, as
 * {@code ReverseEtlSourceSetup} gives it. Each method borrows one connection at a time and hands it back as it came.
 * Immutable and thread-safe as far as its {@code DataSource} and listener are; of one model, one run at a time goes on,
 * in all processes together.
 *
 * @see <a href="https://www.twilio.com/docs/segment/connections/reverse-etl/system">Segment: Reverse ETL System</a>
 */
public final class ChangeTracker {
    private final TrackerConfig config;

    ChangeTracker(TrackerConfig config) {
        this.config = config;
    }

    /** {@return a builder, with nothing but defaults} */
    public static ChangeTrackerBuilder builder() {
        return new ChangeTrackerBuilder();
    }

    /**
     * Runs the model's query once, in one snapshot, and compares its result with the state. Writes the changes into a
     * table of the managed schema, which closing them removes; the state itself stays as it is.
     *
     * <p>The query runs with the search path that the role's sessions begin with, {@code TimeZone} UTC,
     * {@code DateStyle} ISO and other such settings pinned, and row security off unless it is accepted.
     *
     * @return the changes, to be closed
     * @throws ReverseEtlException if another run is under way ({@code RUN_IN_PROGRESS}), the model can't be tracked
     *     ({@code MODEL_NOT_TRACKABLE}, {@code MODEL_FAILED}, {@code ROW_SECURITY_APPLIES}, {@code COLUMNS_CHANGED}),
     *     the managed schema or the state is not usable ({@code MANAGED_SCHEMA_UNUSABLE},
     *     {@code TRACKING_STATE_DAMAGED}), the server can't be written to, the deadline passes, the thread is
     *     interrupted, or the connection fails; the state is then as it was
     */
    public ChangeSet detect() {
        StopWatch watch = new StopWatch(config.listener());
        DetectedRun run = inRun(
                watch,
                (deadline, lease) -> TrackerSession.commit(
                        config, deadline, transaction -> new Detection(config, transaction, watch).run(lease)));
        try {
            return new ChangeSet(config, run, watch);
        } catch (RuntimeException e) { // of the listener
            abandon(run.lease(), e);
            throw e;
        }
    }

    /**
     * Takes the result as it is now for the state, and reports nothing: what has changed since the last acknowledged
     * run is never reported. In one transaction.
     *
     * @return what was done
     * @throws ReverseEtlException as {@link #detect()}; {@code OUTCOME_UNKNOWN} if the connection was lost as it
     *     committed
     */
    public RunSummary rebaseline() {
        StopWatch watch = new StopWatch(config.listener());
        DetectedRun run = inRun(
                watch,
                (deadline, lease) -> TrackerSession.move(
                        config, deadline, transaction -> new Detection(config, transaction, watch).rebaseline(lease)));
        try (ChangeSet changes = new ChangeSet(config, run, watch)) {
            return changes.summary();
        }
    }

    /**
     * Forgets the state, so that the next run reports every row as added. What was deleted since the last acknowledged
     * run is never reported. In one transaction; also where the state is damaged.
     *
     * @return how many rows the state had
     * @throws ReverseEtlException if a run is under way, or the schema is not usable, or the connection fails; with
     *     {@code OUTCOME_UNKNOWN} it may be done
     */
    public long reset() {
        return TrackerSession.move(
                config,
                config.startDeadline(),
                transaction ->
                        new RunStart(config).forget(transaction, config.model().name()));
    }

    /**
     * Lists what is kept of all models in the managed schema, also of those that nobody tracks any more. Changes
     * nothing.
     *
     * @return the states, by the names of the models; empty if there are none
     * @throws ReverseEtlException if the schema is not usable, or the connection fails
     */
    public List<ModelState> states() {
        return TrackerSession.read(
                config, config.startDeadline(), transaction -> StateListing.read(transaction, config));
    }

    /**
     * Drops all that is kept of a model which is tracked no more, this tracker's or another in the same schema; after
     * the last one, nothing of the library is left in the schema. In one transaction.
     *
     * @param model the model's name
     * @return whether there was anything
     * @throws ReverseEtlException if a run of it is under way, or the schema is not usable, or the connection fails;
     *     with {@code OUTCOME_UNKNOWN} it may be done
     */
    public boolean drop(String model) {
        return TrackerSession.move(
                config, config.startDeadline(), transaction -> new RunStart(config).drop(transaction, model));
    }

    private DetectedRun inRun(StopWatch watch, RunWork work) {
        Deadline deadline = config.startDeadline();
        RunLease lease = watch.during(TrackingPhase.PREPARE, () -> new RunStart(config).take(deadline));
        try {
            return work.run(deadline, lease);
        } catch (RuntimeException e) {
            abandon(lease, e);
            throw e;
        }
    }

    /** Others needn't wait until the lease ends; if that fails they do. */
    private void abandon(RunLease lease, RuntimeException failure) {
        boolean interrupted = Thread.interrupted();
        try {
            Function<Transaction, Boolean> work = transaction -> {
                lease.abandon(transaction, config);
                return true;
            };
            TrackerSession.commit(config, Deadline.after(config.lockTimeout()), work);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface RunWork {
        DetectedRun run(Deadline deadline, RunLease lease);
    }
}
