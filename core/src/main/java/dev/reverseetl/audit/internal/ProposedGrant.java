package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.internal.change.GrantPrivileges;
import java.util.List;

/**
 * A grant, and all that it is for.
 *
 * @param grant the grant
 * @param reasons what is missing without it, of one model or several
 */
public record ProposedGrant(GrantPrivileges grant, List<MissingPrivilege> reasons) {
    /** Takes a copy of the list. */
    public ProposedGrant {
        reasons = List.copyOf(reasons);
    }
}
