package dev.reverseetl.gate;

import dev.reverseetl.audit.PermissionAuditBuilder;
import dev.reverseetl.model.LocatedModel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link ModelGate} needs. Opens no connection. Not thread-safe. */
public final class ModelGateBuilder {
    private @Nullable PermissionAuditBuilder audit;
    private final List<LocatedModel> models = new ArrayList<>();
    private Optional<Contract> contract = Optional.empty();
    private Baseline baseline = Baseline.empty();
    private @Nullable LocalDate today;

    ModelGateBuilder() {}

    /**
     * Sets how to audit: the connection, the role and the rest, without models.
     *
     * @param builder the builder of an audit, to which {@link #build()} adds the models
     * @return this builder
     */
    public ModelGateBuilder audit(PermissionAuditBuilder builder) {
        this.audit = Objects.requireNonNull(builder, "builder");
        return this;
    }

    /**
     * Adds models.
     *
     * @param located the models, such as {@code ModelFiles} and {@code DbtManifest} read them
     * @return this builder
     */
    public ModelGateBuilder models(Collection<LocatedModel> located) {
        models.addAll(located);
        return this;
    }

    /**
     * Sets what the models are compared with; if this isn't called, they are only audited.
     *
     * @param recorded the contract
     * @return this builder
     */
    public ModelGateBuilder contract(Contract recorded) {
        this.contract = Optional.of(recorded);
        return this;
    }

    /**
     * Sets which problems are known and don't close the gate; none if this isn't called.
     *
     * @param known the known problems
     * @return this builder
     */
    public ModelGateBuilder baseline(Baseline known) {
        this.baseline = Objects.requireNonNull(known, "known");
        return this;
    }

    /**
     * Sets the day by which known problems expire; today's in UTC if this isn't called.
     *
     * @param day the day
     * @return this builder
     */
    public ModelGateBuilder today(LocalDate day) {
        this.today = Objects.requireNonNull(day, "day");
        return this;
    }

    /**
     * Builds the gate; to be called once, since it adds the models to the audit's builder.
     *
     * @return the gate
     * @throws IllegalArgumentException if something is missing or contradicts itself; the message has every problem
     */
    public ModelGate build() {
        if (audit == null) {
            throw new IllegalArgumentException(
                    "The gate can't be built: nothing says how to audit; call audit(PermissionAudit.builder()…)");
        }
        audit.models(models.stream().map(LocatedModel::model).toList());
        return new ModelGate(
                audit.build(),
                List.copyOf(models),
                contract,
                baseline,
                today == null ? LocalDate.now(ZoneOffset.UTC) : today);
    }
}
