package dev.reverseetl.setup;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.internal.AuditOutcome;
import dev.reverseetl.audit.internal.AuditRequest;
import dev.reverseetl.audit.internal.AuditWithin;
import dev.reverseetl.audit.internal.ProposedGrant;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.segment.SegmentLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the models need that the role, or the owner of a view on the way, lacks.
 *
 * @param report the audit
 * @param grants what grants all of it, in the order to run it
 */
record ModelFacts(AuditReport report, List<ModelGrant> grants) {
    ModelFacts {
        grants = List.copyOf(grants);
    }

    /**
     * A grant, and who can run it.
     *
     * @param proposed the grant
     * @param adminMayGrant whether PostgreSQL would take it from the administrator
     */
    record ModelGrant(ProposedGrant proposed, boolean adminMayGrant) {}

    /** Audits the models, in two to nine round trips. */
    static ModelFacts read(Transaction transaction, SetupGoal goal, SetupFacts facts) {
        AuditRequest request = new AuditRequest(
                goal.role(),
                goal.models(),
                goal.managedSchema(),
                goal.columnGrants(),
                false,
                SegmentLimits.documented());
        AuditOutcome outcome = AuditWithin.run(transaction, facts.server(), request, facts.searchPathOfSessions(goal));
        List<GrantPrivileges> wanted =
                outcome.grants().stream().map(ProposedGrant::grant).toList();
        Set<Integer> grantable =
                wanted.isEmpty() ? Set.of() : new HashSet<>(transaction.read(GrantOptions.query(wanted)));
        List<ModelGrant> grants = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            grants.add(new ModelGrant(outcome.grants().get(i), grantable.contains(i)));
        }
        return new ModelFacts(outcome.report(), grants);
    }
}
