package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.OtherDatabaseRight;
import dev.reverseetl.internal.catalog.UnreachableRight;
import dev.reverseetl.internal.change.DropOwned;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RestorePrivileges;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plans to remove the role's rights in this database, and only here: DROP OWNED reaches further, and not everywhere.
 */
final class RightsTeardown {
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final PlanDraft draft;

    RightsTeardown(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.draft = draft;
    }

    static String who(SetupGoal goal) {
        return "a superuser, or a role with ADMIN on " + goal.role().quoted();
    }

    static String reason(SetupFacts facts) {
        return facts.server().admin().quoted() + " doesn't rule the role and all that it has rights on.";
    }

    /** What DROP OWNED by the administrator would fail on, or leave in silence. */
    void leaveToOthers() {
        for (UnreachableRight right : facts.unreachable()) {
            String grantor = right.grantor().quoted();
            draft.foreignFirst(
                    new RevokePrivileges(right.object(), List.of(right.privilege()), goal.role(), false),
                    "A role that has rights can't be dropped.",
                    "the grantor " + grantor + ", or a superuser after SET ROLE " + grantor,
                    "A REVOKE takes back only what its own role granted.");
        }
    }

    /** REASSIGN OWNED would give away other databases too. */
    void keepOtherDatabases() {
        List<Identifier> owned = facts.elsewhereRights().stream()
                .filter(right -> right.privilege().isEmpty())
                .map(right -> right.database().name())
                .toList();
        if (!owned.isEmpty()) {
            draft.blocker(
                    "OWNS_OTHER_DATABASE",
                    "The role " + goal.role().quoted() + " owns the databases "
                            + owned.stream().map(Identifier::quoted).collect(Collectors.joining(", "))
                            + ", which would be given away with what it owns here.",
                    "Give them, or what it owns here, to another role first: ALTER … OWNER TO ….");
        }
    }

    /** Tells whether the administrator can drop the rights, if it can have those of the role. */
    boolean isOwn() {
        return facts.elsewhereRights().stream()
                .allMatch(right -> right.privilege().isEmpty() || right.adminHasSome());
    }

    /** Drops the rights, and gives back what goes with them on other databases, in the same transaction. */
    void drop(boolean possible) {
        boolean own = possible && isOwn();
        draft.ownOrForeign(
                own, new DropOwned(goal.role()), "A role that has rights can't be dropped.", who(goal), reason(facts));
        for (OtherDatabaseRight right : facts.elsewhereRights()) {
            if (!own || right.adminMayRevoke()) {
                right.privilege()
                        .ifPresent(privilege -> draft.ownOrForeign(
                                own,
                                new RestorePrivileges(new GrantPrivileges(
                                        right.database(), List.of(privilege), goal.role(), right.grantable())),
                                "DROP OWNED takes rights on other databases along.",
                                who(goal),
                                reason(facts)));
            }
        }
    }
}
