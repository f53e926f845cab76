package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.ExcessRight;
import dev.reverseetl.internal.catalog.Membership;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.change.AlterRole;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.RevokePrivileges;
import java.util.List;
import java.util.Optional;

/** Plans to take away what the role has and a source doesn't need. */
final class ExcessPlanner {
    private static final String WHY = "A source doesn't need it, and Segment's password would give it away.";

    private ExcessPlanner() {}

    static SetupPlan plan(SetupGoal goal, SetupFacts facts) {
        PlanDraft draft = new PlanDraft();
        AdminPowers powers = new AdminPowers(goal.role(), facts);
        facts.role().ifPresent(role -> attributes(goal, role, powers, facts, draft));
        List<Membership> memberships = ExcessMemberships.of(goal, facts);
        memberships.forEach(membership -> revoke(membership, facts, draft));
        if (memberships.stream()
                .anyMatch(membership -> membership.role().value().equals("pg_read_all_data"))) {
            draft.warning(
                    "READS_BY_MEMBERSHIP",
                    "What " + goal.role().quoted()
                            + " reads as a member of \"pg_read_all_data\" it can't read afterwards.",
                    "Call plan() and apply(plan) once more after this: the source's tables are granted singly then.");
        }
        facts.excess().forEach(right -> revoke(right, goal, draft));
        return draft.toPlan(PlanPurpose.REMOVE_EXCESS, ManagedTables.KEEP, goal, facts);
    }

    private static void attributes(
            SetupGoal goal, RoleFacts role, AdminPowers powers, SetupFacts facts, PlanDraft draft) {
        RoleAttributes before = role.attributes();
        RoleAttributes after = before.withoutExcess();
        if (!after.equals(before)) {
            draft.ownOrForeign(
                    powers.canAlter(before, after),
                    new AlterRole(goal.role(), role.oid(), before, after),
                    WHY,
                    "a superuser",
                    facts.server().admin().quoted() + " may not change these attributes.");
        }
    }

    /**
     * Before PostgreSQL 16 whoever has CREATEROLE may take any membership away, but only a superuser names the grantor.
     */
    private static void revoke(Membership membership, SetupFacts facts, PlanDraft draft) {
        AdminSession server = facts.server();
        boolean options = server.version().isAtLeast(16);
        boolean granted = membership.grantor().equals(server.admin());
        draft.ownOrForeign(
                server.adminSuperuser() || granted || (!options && server.adminCreateRole()),
                new ChangeMembership(
                        membership.role(),
                        membership.member(),
                        Optional.of(membership.grantor()).filter(grantor -> options || server.adminSuperuser()),
                        Optional.of(membership.options()),
                        Optional.empty(),
                        options),
                WHY,
                "the grantor " + membership.grantor().quoted() + ", or a superuser",
                server.admin().quoted() + " didn't grant it.");
    }

    private static void revoke(ExcessRight right, SetupGoal goal, PlanDraft draft) {
        draft.ownOrForeign(
                right.adminMayRevoke(),
                new RevokePrivileges(right.object(), List.of(right.privilege()), goal.role(), right.grantable()),
                WHY,
                "the grantor " + right.grantor().quoted() + ", or a superuser after SET ROLE "
                        + right.grantor().quoted(),
                "A REVOKE takes back only what its own role granted.");
    }
}
