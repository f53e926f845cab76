package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.UnreachableRight;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how a record's grants on objects are taken back, and what it revoked is granted again. */
final class PrivilegeUndo {
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final UndoFacts objects;
    private final boolean sameRole;
    private final PlanDraft draft;

    /**
     * Prepares.
     *
     * @param sameRole whether the role is still the one that the record is about
     */
    PrivilegeUndo(SetupGoal goal, SetupFacts facts, UndoFacts objects, boolean sameRole, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.objects = objects;
        this.sameRole = sameRole;
        this.draft = draft;
    }

    void grant(GrantPrivileges grant) {
        target(grant, grant.object(), grant.columns(), grant.grantee())
                .ifPresent(target -> draft.own(
                        new GrantPrivileges(
                                target.object(),
                                grant.privileges(),
                                target.columns(),
                                grant.grantee(),
                                grant.withGrantOption()),
                        UndoPlanner.WHY));
    }

    void revoke(RevokePrivileges revoke) {
        target(revoke, revoke.object(), revoke.columns(), revoke.grantee()).ifPresent(target -> {
            List<Privilege> privileges =
                    revoke.grantee().equals(goal.role()) ? reachable(target.object(), revoke) : revoke.privileges();
            if (!privileges.isEmpty()) {
                draft.own(
                        new RevokePrivileges(
                                target.object(),
                                privileges,
                                target.columns(),
                                revoke.grantee(),
                                revoke.withGrantOption()),
                        UndoPlanner.WHY);
            }
        });
    }

    /** A REVOKE would fail, or do nothing in silence, where somebody else was the grantor. */
    private List<Privilege> reachable(DatabaseObject now, RevokePrivileges revoke) {
        List<Privilege> privileges = new ArrayList<>(revoke.privileges());
        for (UnreachableRight right : facts.unreachable()) {
            if (right.object().isSame(now) && revoke.privileges().contains(right.privilege())) {
                draft.warning(
                        "STILL_GRANTED",
                        "The role " + goal.role().quoted() + " keeps " + right.privilege() + " on " + now.sql()
                                + ": it was granted by " + right.grantor().quoted() + ".",
                        "Undo it as " + right.grantor().quoted() + " if it was that run's.");
                if (!right.twice()) {
                    privileges.remove(right.privilege());
                }
            }
        }
        return privileges;
    }

    private record Target(DatabaseObject object, List<Identifier> columns) {}

    /** Returns the object by the name that it has now, and which of the columns are left. */
    private Optional<Target> target(
            Change change, DatabaseObject object, List<Identifier> columns, Identifier grantee) {
        boolean ofRole = grantee.equals(goal.role());
        Optional<DatabaseObject> now = ofRole && !sameRole ? Optional.empty() : objects.current(object);
        if (now.isEmpty()) {
            UndoNotes.gone(change, draft);
            return Optional.empty();
        }
        List<Identifier> left = columns.stream()
                .filter(column -> objects.hasColumn(now.get(), column))
                .toList();
        boolean granteeIsThere = ofRole || objects.grantees().contains(grantee);
        if (!granteeIsThere || left.size() < columns.size()) {
            UndoNotes.changedSince(change, draft);
        }
        return granteeIsThere && left.isEmpty() == columns.isEmpty()
                ? Optional.of(new Target(now.get(), left))
                : Optional.empty();
    }
}
