package dev.reverseetl.audit;

import dev.reverseetl.audit.internal.AuditRequest;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link PermissionAudit} needs. Opens no connection. Not thread-safe. */
public final class PermissionAuditBuilder {
    private @Nullable ConnectionSource connection;
    private int connections;
    private Identifier role = Identifier.of("segment");
    private Identifier managedSchema = Identifier.of("__segment_reverse_etl");
    private final List<Model> models = new ArrayList<>();
    private boolean columnGrants;
    private boolean running;
    private SegmentLimits limits = SegmentLimits.documented();
    private Duration deadline = Duration.ofMinutes(5);
    private Duration lockTimeout = Duration.ofSeconds(2);

    PermissionAuditBuilder() {}

    /**
     * Sets whose connections to audit with: a superuser's, an administrator's, an owner's, or the role's own.
     *
     * @param dataSource the data source; one connection is borrowed per run
     * @return this builder
     */
    public PermissionAuditBuilder connection(DataSource dataSource) {
        this.connection = ConnectionSource.of(Objects.requireNonNull(dataSource, "dataSource"));
        connections++;
        return this;
    }

    /**
     * Sets how to connect, as {@link #connection(DataSource)}.
     *
     * @param settings the settings; one connection is opened per run
     * @return this builder
     */
    public PermissionAuditBuilder connection(ConnectionSettings settings) {
        this.connection = ConnectionSource.of(Objects.requireNonNull(settings, "settings"));
        connections++;
        return this;
    }

    /**
     * Sets the role that is to run the models; {@code segment} if this isn't called.
     *
     * @param name its exact name
     * @return this builder
     * @throws IllegalArgumentException if the name can't be one of PostgreSQL's
     */
    public PermissionAuditBuilder role(String name) {
        this.role = Identifier.of(name);
        return this;
    }

    /**
     * Adds a model.
     *
     * @param model the model
     * @return this builder
     */
    public PermissionAuditBuilder model(Model model) {
        this.models.add(Objects.requireNonNull(model, "model"));
        return this;
    }

    /**
     * Adds models.
     *
     * @param models the models
     * @return this builder
     */
    public PermissionAuditBuilder models(Collection<Model> models) {
        models.forEach(this::model);
        return this;
    }

    /**
     * Sets the schema in which Segment keeps its state, {@code __segment_reverse_etl} if this isn't called. What the
     * role may do there is no over-privilege.
     *
     * @param name its exact name
     * @return this builder
     * @throws IllegalArgumentException if the name can't be one of PostgreSQL's
     */
    public PermissionAuditBuilder managedSchema(String name) {
        this.managedSchema = Identifier.of(name);
        return this;
    }

    /**
     * Proposes grants on the needed columns only, where a query doesn't need all of them. Without this, grants are on
     * whole tables, which go on working when a query uses one more column.
     *
     * @return this builder
     */
    public PermissionAuditBuilder columnGrants() {
        this.columnGrants = true;
        return this;
    }

    /**
     * Also runs each model, twice, as the role and read-only, to find identifiers that are null or not unique, and rows
     * and values that are too large for Segment; else only the catalogs are asked. May take longer than a sync does.
     *
     * @return this builder
     */
    public PermissionAuditBuilder runningModels() {
        this.running = true;
        return this;
    }

    /**
     * Sets Segment's limits; {@link SegmentLimits#documented()} if this isn't called.
     *
     * @param limits the limits
     * @return this builder
     */
    public PermissionAuditBuilder limits(SegmentLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets how long the audit may take; 5 minutes if this isn't called.
     *
     * @param deadline between 1 and 2,147,483,647 milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public PermissionAuditBuilder deadline(Duration deadline) {
        this.deadline = checkedMillis("Deadline", deadline);
        return this;
    }

    /**
     * Sets how long to wait for a lock; 2 seconds if this isn't called.
     *
     * @param timeout between 1 and 2,147,483,647 milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public PermissionAuditBuilder lockTimeout(Duration timeout) {
        this.lockTimeout = checkedMillis("Lock timeout", timeout);
        return this;
    }

    /**
     * Builds the audit.
     *
     * @return the audit
     * @throws IllegalArgumentException if something is missing or contradicts itself; the message has every problem
     */
    public PermissionAudit build() {
        List<String> problems = problems();
        ConnectionSource source = connection;
        if (source == null || !problems.isEmpty()) {
            throw new IllegalArgumentException("The audit can't be built: " + String.join("; ", problems));
        }
        AuditRequest request = new AuditRequest(role, models, managedSchema, columnGrants, running, limits);
        return new PermissionAudit(source, request, deadline, lockTimeout);
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (connections == 0) {
            problems.add("no connection is given; call connection(DataSource) or connection(ConnectionSettings)");
        }
        if (connections > 1) {
            problems.add("the connection is given " + connections + " times; call connection(…) once");
        }
        if (models.isEmpty()) {
            problems.add("no model is given; call model(Model)");
        }
        Set<String> names = new HashSet<>();
        for (Model model : models) {
            if (!names.add(model.name())) {
                problems.add("two models are named \"" + model.name() + "\"; rename one");
            }
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
