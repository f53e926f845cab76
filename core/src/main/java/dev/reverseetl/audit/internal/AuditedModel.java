package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One model on its way through the audit. */
final class AuditedModel {
    final BoundModel bound;
    final Needs needs;
    final List<Atom> missing = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    boolean disputed;
    boolean refused;
    boolean ran;

    AuditedModel(BoundModel bound, Needs needs) {
        this.bound = bound;
        this.needs = needs;
        this.findings.addAll(needs.findings);
    }

    void compare(Set<Atom.Key> lacking) {
        for (Map.Entry<Atom.Key, Atom> need : needs.atoms.entrySet()) {
            if (lacking.contains(need.getKey())) {
                missing.add(need.getValue());
            }
        }
    }

    /** With row security switched off, PostgreSQL refuses to read what it applies to, whatever its policies say. */
    void refuse(SessionSettings.Effective rowSecurityOff) {
        if (needs.rowSecured.isEmpty()) {
            return;
        }
        refused = true;
        findings.add(new Finding(
                "ROW_SECURITY_REFUSES",
                Severity.BLOCKER,
                "The role's sessions start with row_security = '" + rowSecurityOff.value()
                        + "', and so PostgreSQL refuses the query with SQLSTATE 42501: row security applies to the "
                        + String.join(", the ", needs.rowSecured) + ".",
                "Change the setting: " + rowSecurityOff.cure() + "."));
    }

    boolean isBound() {
        return bound.query().isPresent();
    }

    /** What EXPLAIN would complain about. */
    List<Atom> visibleMissing() {
        return missing.stream().filter(atom -> !atom.blind()).toList();
    }

    List<Atom> softMissing() {
        return missing.stream().filter(Atom::soft).toList();
    }
}
