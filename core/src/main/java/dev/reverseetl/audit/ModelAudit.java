package dev.reverseetl.audit;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.List;
import java.util.Objects;

/**
 * What an audit found out about one model. Immutable and thread-safe.
 *
 * @param name the model's name
 * @param verdict the verdict
 * @param missing everything that somebody lacks, in the order in which it is to be granted
 * @param opaque what can't be looked into
 * @param findings what else is worth knowing, the most severe first; why a query is {@link Verdict#UNRESOLVABLE} too
 */
public record ModelAudit(
        String name, Verdict verdict, List<MissingPrivilege> missing, List<Opaque> opaque, List<Finding> findings) {
    /**
     * Checks that nothing is missing, and takes copies of the lists.
     *
     * @param name the model's name
     * @param verdict the verdict
     * @param missing everything that somebody lacks
     * @param opaque what can't be looked into
     * @param findings what else is worth knowing
     */
    public ModelAudit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
        missing = List.copyOf(missing);
        opaque = List.copyOf(opaque);
        findings = List.copyOf(findings);
    }

    /** {@return whether a sync of the model can be expected to work: its verdict passes, and no finding blocks} */
    public boolean passed() {
        return verdict.isPassed() && findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKER);
    }
}
