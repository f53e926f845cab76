package dev.reverseetl.audit;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * What a role lacks to run given models. Immutable and thread-safe; holds no connection, and shows no secret.
 *
 * @param role the role
 * @param actingRole as whom the role's sessions act: the role itself, unless it has a setting {@code role}
 * @param method how the audit found out
 * @param models the audit of each model, in the order given
 * @param fixSql the statements that grant all that is missing, merged, in the order to run them, each without {@code ;}
 * @param findings what is worth knowing about the role and the database, the most severe first
 */
public record AuditReport(
        Identifier role,
        Identifier actingRole,
        AuditMethod method,
        List<ModelAudit> models,
        List<String> fixSql,
        List<Finding> findings) {
    /**
     * Checks that nothing is missing, and takes copies of the lists.
     *
     * @param role the role
     * @param actingRole as whom the role's sessions act
     * @param method how the audit found out
     * @param models the audit of each model
     * @param fixSql the statements that grant all that is missing
     * @param findings what is worth knowing about the role and the database
     */
    public AuditReport {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(actingRole, "actingRole");
        Objects.requireNonNull(method, "method");
        models = List.copyOf(models);
        fixSql = List.copyOf(fixSql);
        findings = List.copyOf(findings);
    }

    /** {@return whether every model passed, and no finding blocks} */
    public boolean passed() {
        return models.stream().allMatch(ModelAudit::passed)
                && findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKER);
    }

    /**
     * Returns the audit of one model.
     *
     * @param name the model's name
     * @return its audit
     * @throws NoSuchElementException if no model has that name
     */
    public ModelAudit model(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No model is named \"" + name + "\""));
    }

    /** {@return all that is missing, of all models, each once} */
    public List<MissingPrivilege> missing() {
        return models.stream()
                .flatMap(model -> model.missing().stream())
                .distinct()
                .toList();
    }
}
