package dev.reverseetl.gate;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.PermissionAudit;
import dev.reverseetl.model.LocatedModel;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Audits models and compares them with the contract that was recorded of them, to be run in CI before a change is
 * merged: against a scratch database that the branch has built, or against production. Changes nothing in the database.
 * Immutable and thread-safe as far as its {@code DataSource} is.
 */
public final class ModelGate {
    private final PermissionAudit audit;
    private final List<LocatedModel> models;
    private final Optional<Contract> contract;
    private final Baseline baseline;
    private final LocalDate today;

    ModelGate(
            PermissionAudit audit,
            List<LocatedModel> models,
            Optional<Contract> contract,
            Baseline baseline,
            LocalDate today) {
        this.audit = audit;
        this.models = models;
        this.contract = contract;
        this.baseline = baseline;
        this.today = today;
    }

    /** {@return a builder} */
    public static ModelGateBuilder builder() {
        return new ModelGateBuilder();
    }

    /**
     * Audits and compares. Borrows one connection and hands it back as it came; changes nothing.
     *
     * @return what was found
     * @throws ReverseEtlException as {@link PermissionAudit#run()} has it
     */
    public GateResult run() {
        AuditReport report = audit.run();
        return new GateResult(
                report,
                contract.isPresent(),
                new Problems(models, report, baseline, today).with(contract),
                Contract.of(models.stream().map(LocatedModel::model).toList(), report));
    }
}
