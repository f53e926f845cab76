package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link ReverseEtlSourceSetup#verify()} found. Immutable and thread-safe. */
public final class Verification {
    private final SetupPlan plan;
    private final ProofOutcome proof;

    Verification(SetupPlan plan, ProofOutcome proof) {
        this.plan = plan;
        this.proof = proof;
    }

    /** {@return the database that was looked at} */
    public Identifier database() {
        return plan.database();
    }

    /** {@return the role that Segment logs in as} */
    public Identifier role() {
        return plan.role();
    }

    /** {@return the schema in which Segment keeps track of changes} */
    public Identifier managedSchema() {
        return plan.managedSchema();
    }

    /**
     * {@return whether everything still holds: nothing is missing, nothing blocks, and nothing that was tried failed}
     */
    public boolean holds() {
        return plan.isEmpty()
                && plan.blockers().isEmpty()
                && proof.findings().stream().noneMatch(finding -> finding.severity() != Severity.NOTICE);
    }

    /** {@return the steps that would be needed to make it hold again} */
    public List<PlanStep> missing() {
        return plan.steps();
    }

    /** {@return what is worth knowing, blockers and the outcome of the login included} */
    public List<Finding> findings() {
        return Stream.concat(plan.findings().stream(), proof.findings().stream())
                .toList();
    }

    /** {@return the audit of the models as things are; nothing without models} */
    public Optional<AuditReport> audit() {
        return plan.audit();
    }

    /** {@return how far it is proven that a sync will work} */
    public Proof proof() {
        return proof.proof();
    }

    /** {@return why it is proven so far and not further, as a sentence} */
    public String proofReason() {
        return proof.reason();
    }

    @Override
    public String toString() {
        return (holds() ? "Holds" : "Does not hold: " + missing().size() + " steps missing") + ", " + proof.proof()
                + ": " + proof.reason();
    }
}
