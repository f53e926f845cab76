package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
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
