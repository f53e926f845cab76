package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.AuditReport;
import java.util.List;

/**
 * What an audit found.
 *
 * @param report the report
 * @param grants what grants all that is missing, in the order to run it; the report has the statements
 */
public record AuditOutcome(AuditReport report, List<ProposedGrant> grants) {
    /** Takes a copy of the list. */
    public AuditOutcome {
        grants = List.copyOf(grants);
    }
}
