package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import java.util.List;

/** Finds what endangers a source, or gives away more than it needs, in a role and its database. */
public final class RoleFindings {
    private RoleFindings() {}

    /** Returns the findings, the most severe first. */
    public static List<Finding> of(RoleState state) {
        FindingDraft draft = new FindingDraft();
        LoginFindings.find(state, draft);
        SessionFindings.find(state, draft);
        ExcessFindings.find(state, draft);
        return draft.sorted();
    }
}
