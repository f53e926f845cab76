package dev.reverseetl.gate;

import dev.reverseetl.audit.AuditReport;
import java.util.List;
import java.util.Objects;

/**
 * What a gate found. Immutable and thread-safe; holds no connection, and shows no secret.
 *
 * @param audit the audit of the models
 * @param compared whether the models were compared with a contract
 * @param problems all that was found by the audit and by the comparison, the most severe first, then by model
 * @param contract the models as they are now, to be recorded
 */
public record GateResult(AuditReport audit, boolean compared, List<GateProblem> problems, Contract contract) {
    /**
     * Takes a copy of the list.
     *
     * @param audit the audit of the models
     * @param compared whether the models were compared with a contract
     * @param problems all that was found
     * @param contract the models as they are now
     */
    public GateResult {
        Objects.requireNonNull(audit, "audit");
        problems = List.copyOf(problems);
        Objects.requireNonNull(contract, "contract");
    }

    /** {@return whether nothing closes the gate: no problem is a blocker, but those that are known} */
    public boolean passed() {
        return problems.stream().noneMatch(GateProblem::closes);
    }
}
