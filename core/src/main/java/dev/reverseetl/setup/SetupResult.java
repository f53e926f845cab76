package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.segment.SourceForm;
import java.util.List;
import java.util.Optional;

/**
 * What {@link ReverseEtlSourceSetup#apply} did, and how far it is proven. Immutable and thread-safe; holds no
 * connection, and shows no secret.
 */
public final class SetupResult {
    private final PlanPurpose purpose;
    private final List<PlanStep> steps;
    private final List<PlanStep> pending;
    private final List<Finding> findings;
    private final ProofOutcome proof;
    private final UndoRecord undoRecord;
    private final Optional<SourceForm> sourceForm;
    private final Optional<Secret> password;
    private final Optional<AuditReport> audit;

    SetupResult(
            PlanPurpose purpose,
            SetupGoal goal,
            List<PlanStep> steps,
            List<PlanStep> pending,
            List<Finding> findings,
            ProofOutcome proof,
            UndoRecord undoRecord,
            SetupFacts facts,
            Optional<Secret> password) {
        this.steps = List.copyOf(steps);
        this.pending = List.copyOf(pending);
        this.findings = List.copyOf(findings);
        this.proof = proof;
        this.audit = facts.models().map(ModelFacts::report);
        this.undoRecord = undoRecord;
        this.purpose = purpose;
        this.sourceForm = purpose != PlanPurpose.SET_UP
                ? Optional.empty()
                : goal.endpoint().or(facts::adminEndpoint).flatMap(endpoint -> form(endpoint, goal, facts));
        this.password = password;
    }

    /** A form that can't take one of the names is no reason to fail after the commit; the plan has a warning. */
    private static Optional<SourceForm> form(SegmentEndpoint endpoint, SetupGoal goal, SetupFacts facts) {
        try {
            return Optional.of(new SourceForm(
                    endpoint.host(),
                    endpoint.port(),
                    facts.database().name().value(),
                    goal.role().value()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return what the plan was for} */
    public PlanPurpose purpose() {
        return purpose;
    }

    /** {@return the steps that were run, in their order; fewer than planned where some were satisfied meanwhile} */
    public List<PlanStep> steps() {
        return steps;
    }

    /** {@return the foreign steps that are still to be run by somebody else} */
    public List<PlanStep> pending() {
        return pending;
    }

    /** {@return what is worth knowing, the outcome of the login included} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return how far it is proven that a sync will work} */
    public Proof proof() {
        return proof.proof();
    }

    /** {@return why it is proven so far and not further, as a sentence} */
    public String proofReason() {
        return proof.reason();
    }

    /**
     * {@return the audit of the models after the steps, before the commit: what is still missing waits for a foreign
     * step. Nothing without models, or where the plan was not to set up}
     */
    public Optional<AuditReport> audit() {
        return audit;
    }

    /** {@return what undoes the run} */
    public UndoRecord undoRecord() {
        return undoRecord;
    }

    /**
     * {@return what goes into Segment's "Add a source" form, or nothing if the endpoint isn't known or the form can't
     * take a name}
     */
    public Optional<SourceForm> sourceForm() {
        return sourceForm;
    }

    /**
     * {@return the password that this run gave the role, or that a provider who chooses passwords had given it before;
     * nothing else}
     */
    public Optional<Secret> password() {
        return password;
    }

    /** {@return a line about the result} */
    @Override
    public String toString() {
        return steps.size() + " steps run, " + pending.size() + " pending, " + proof.proof() + ": " + proof.reason();
    }
}
