package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link ChangeTracker} needs. Opens no connection. Not thread-safe; may be used again. */
public final class ChangeTrackerBuilder {
    private static final int LONGEST_NAME = 500;

    private @Nullable ConnectionSource connection;
    private int connections;
    private @Nullable Model model;
    private Identifier managedSchema = Identifier.of("__segment_reverse_etl");
    private ColumnPolicy columnPolicy = ColumnPolicy.RESEND_ALL;
    private DeleteGuard deleteGuard = DeleteGuard.standard();
    private boolean rowSecurity;
    private Duration lease = Duration.ofMinutes(15);
    private String holder = "process " + ProcessHandle.current().pid();
    private OptionalInt parallelWorkers = OptionalInt.empty();
    private SegmentLimits limits = SegmentLimits.documented();
    private TrackingListener listener = TrackingListener.none();
    private Duration deadline = Duration.ofHours(1);
    private Duration lockTimeout = Duration.ofSeconds(10);

    ChangeTrackerBuilder() {}

    /**
     * Sets whose connections to use: those of the role that Segment logs in as, or of another that may use the managed
     * schema and read what the model reads.
     *
     * @param dataSource the data source; one connection is borrowed at a time
     * @return this builder
     */
    public ChangeTrackerBuilder connection(DataSource dataSource) {
        this.connection = ConnectionSource.of(Objects.requireNonNull(dataSource, "dataSource"));
        connections++;
        return this;
    }

    /**
     * Sets how to connect, as {@link #connection(DataSource)}.
     *
     * @param settings the settings; one connection is opened at a time
     * @return this builder
     */
    public ChangeTrackerBuilder connection(ConnectionSettings settings) {
        this.connection = ConnectionSource.of(Objects.requireNonNull(settings, "settings"));
        connections++;
        return this;
    }

    /**
     * Sets the model. Its state is kept under its name: the query may become another, and is compared with what the
     * former one gave.
     *
     * @param model the model; its name has at most 500 characters
     * @return this builder
     */
    public ChangeTrackerBuilder model(Model model) {
        this.model = Objects.requireNonNull(model, "model");
        return this;
    }

    /**
     * Sets the schema in which the state is kept; {@code __segment_reverse_etl} if this isn't called.
     *
     * @param name its exact name
     * @return this builder
     * @throws IllegalArgumentException if the name can't be one of PostgreSQL's
     */
    public ChangeTrackerBuilder managedSchema(String name) {
        this.managedSchema = Identifier.of(name);
        return this;
    }

    /**
     * Sets what a run does where the columns are no longer those of the state; {@link ColumnPolicy#RESEND_ALL} if this
     * isn't called.
     *
     * @param policy the policy
     * @return this builder
     */
    public ChangeTrackerBuilder columnPolicy(ColumnPolicy policy) {
        this.columnPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets how many deletions are too many to be believed; {@link DeleteGuard#standard()} if this isn't called.
     *
     * @param guard the guard
     * @return this builder
     */
    public ChangeTrackerBuilder deleteGuard(DeleteGuard guard) {
        this.deleteGuard = Objects.requireNonNull(guard, "guard");
        return this;
    }

    /**
     * Lets the model read what row security filters; a run fails there if this isn't called. Where the policies have
     * changed since the last acknowledged run, deletions are held.
     *
     * @return this builder
     */
    public ChangeTrackerBuilder acceptRowSecurity() {
        this.rowSecurity = true;
        return this;
    }

    /**
     * Sets for how long nobody else begins a run of the model after this one's last sign of life, which each reading
     * and acknowledgement is; 15 minutes if this isn't called. A run that is silent for longer, as while the caller
     * sends one page, may be superseded; then it can't be acknowledged.
     *
     * @param lease between 1 second and 7 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ChangeTrackerBuilder lease(Duration lease) {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "Lease \"" + lease + "\" is out of range; give between 1 second and 7 days");
        }
        this.lease = lease;
        return this;
    }

    /**
     * Sets what others are told who find that this run is under way; the process id if this isn't called. The address
     * that the server sees is added.
     *
     * @param name the name; 1 to 200 characters
     * @return this builder
     * @throws IllegalArgumentException if it is blank, longer, or has control characters
     */
    public ChangeTrackerBuilder holder(String name) {
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The holder's name must have 1 to 200 characters, none of them a control character");
        }
        this.holder = name;
        return this;
    }

    /**
     * Sets how many workers the server may take besides for the comparison; its own setting
     * {@code max_parallel_workers_per_gather} if this isn't called.
     *
     * @param workers between 0 and 1024
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ChangeTrackerBuilder parallelWorkers(int workers) {
        if (workers < 0 || workers > 1024) {
            throw new IllegalArgumentException(
                    "The number of workers " + workers + " is out of range; give between 0 and 1024");
        }
        this.parallelWorkers = OptionalInt.of(workers);
        return this;
    }

    /**
     * Sets Segment's limits; {@link SegmentLimits#documented()} if this isn't called.
     *
     * @param limits the limits
     * @return this builder
     */
    public ChangeTrackerBuilder limits(SegmentLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets who is told what a run does.
     *
     * @param listener the listener
     * @return this builder
     */
    public ChangeTrackerBuilder listener(TrackingListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets how long each step of a run may take: finding the changes, reading a part of them, an acknowledgement; 1
     * hour if this isn't called.
     *
     * @param deadline between 1 and 2,147,483,647 milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ChangeTrackerBuilder deadline(Duration deadline) {
        this.deadline = checkedMillis("Deadline", deadline);
        return this;
    }

    /**
     * Sets how long to wait for a lock; 10 seconds if this isn't called.
     *
     * @param timeout between 1 and 2,147,483,647 milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ChangeTrackerBuilder lockTimeout(Duration timeout) {
        this.lockTimeout = checkedMillis("Lock timeout", timeout);
        return this;
    }

    /**
     * Builds the tracker.
     *
     * @return the tracker
     * @throws IllegalArgumentException if something is missing or contradicts itself; the message has every problem
     */
    public ChangeTracker build() {
        List<String> problems = problems();
        ConnectionSource source = connection;
        Model tracked = model;
        if (source == null || tracked == null || !problems.isEmpty()) {
            throw new IllegalArgumentException("The tracker can't be built: " + String.join("; ", problems));
        }
        return new ChangeTracker(ImmutableTrackerConfig.builder()
                .connection(source)
                .model(tracked)
                .managedSchema(managedSchema)
                .columnPolicy(columnPolicy)
                .deleteGuard(deleteGuard)
                .rowSecurity(rowSecurity)
                .lease(lease)
                .holder(holder)
                .parallelWorkers(parallelWorkers)
                .limits(limits)
                .listener(listener)
                .deadline(deadline)
                .lockTimeout(lockTimeout)
                .build());
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (connections == 0) {
            problems.add("no connection is given; call connection(DataSource) or connection(ConnectionSettings)");
        }
        if (connections > 1) {
            problems.add("the connection is given " + connections + " times; call connection(…) once");
        }
        if (model == null) {
            problems.add("no model is given; call model(Model)");
        } else if (model.name().length() > LONGEST_NAME || model.name().indexOf('\0') >= 0) {
            problems.add("the model's name has more than " + LONGEST_NAME
                    + " characters, or the character NUL; give it a shorter one");
        }
        if (lockTimeout.compareTo(deadline) > 0) {
            problems.add("the lock timeout \"" + lockTimeout + "\" is longer than the deadline \"" + deadline
                    + "\"; shorten it with lockTimeout(Duration)");
        }
        return problems;
    }

    private static Duration checkedMillis(String what, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0
                || duration.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(what + " \"" + duration + "\" is out of range; give between 1 and "
                    + Integer.MAX_VALUE + " milliseconds");
        }
        return duration;
    }
}
