package dev.reverseetl.audit;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an audit found out about one model. Immutable and thread-safe.
 *
 * @param name the model's name
 * @param verdict the verdict
 * @param missing everything that somebody lacks, in the order in which it is to be granted
 * @param opaque what can't be looked into
 * @param findings what else is worth knowing, the most severe first; why a query is {@link Verdict#UNRESOLVABLE} too
 * @param shape what the result looks like; nothing where the query couldn't be resolved
 * @param problem why the query couldn't be resolved, if it couldn't
 */
public record ModelAudit(
        String name,
        Verdict verdict,
        List<MissingPrivilege> missing,
        List<Opaque> opaque,
        List<Finding> findings,
        Optional<ModelShape> shape,
        Optional<QueryProblem> problem) {
    /**
     * Checks that nothing is missing, and takes copies of the lists.
     *
     * @param name the model's name
     * @param verdict the verdict
     * @param missing everything that somebody lacks
     * @param opaque what can't be looked into
     * @param findings what else is worth knowing
     * @param shape what the result looks like
     * @param problem why the query couldn't be resolved
     */
    public ModelAudit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
        missing = List.copyOf(missing);
        opaque = List.copyOf(opaque);
        findings = List.copyOf(findings);
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(problem, "problem");
    }

    /**
     * Returns the same with other findings.
     *
     * @param others the findings
     * @return the audit of the model with them
     */
    public ModelAudit withFindings(List<Finding> others) {
        return new ModelAudit(name, verdict, missing, opaque, others, shape, problem);
    }

    /** {@return whether a sync of the model can be expected to work: its verdict passes, and no finding blocks} */
    public boolean passed() {
        return verdict.isPassed() && findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKER);
    }
}
