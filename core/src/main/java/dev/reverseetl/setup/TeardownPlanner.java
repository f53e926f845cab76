package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.RoleDependency;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.DropRole;
import dev.reverseetl.internal.change.DropSchema;
import dev.reverseetl.internal.change.ReassignOwned;
import dev.reverseetl.internal.change.SetRoleSetting;
import dev.reverseetl.postgres.Identifier;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans to remove the role from this database altogether, and from the cluster if no other database holds it. */
final class TeardownPlanner {
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final RoleFacts role;
    private final AdminPowers powers;
    private final ManagedTables tables;
    private final PlanDraft draft = new PlanDraft();

    private TeardownPlanner(SetupGoal goal, SetupFacts facts, RoleFacts role, ManagedTables tables) {
        this.goal = goal;
        this.facts = facts;
        this.role = role;
        this.powers = new AdminPowers(goal.role(), facts);
        this.tables = tables;
    }

    static SetupPlan plan(SetupGoal goal, SetupFacts facts, ManagedTables tables) {
        PlanDraft draft = facts.role()
                .map(role -> {
                    TeardownPlanner planner = new TeardownPlanner(goal, facts, role, tables);
                    planner.plan();
                    return planner.draft;
                })
                .orElseGet(PlanDraft::new);
        return draft.toPlan(PlanPurpose.TEAR_DOWN, tables, goal, facts);
    }

    private void plan() {
        if (role.name().equals(facts.server().admin()) || role.attributes().superuser()) {
            draft.blocker(
                    "ROLE_IS_ADMIN",
                    "The role " + goal.role().quoted()
                            + " is a superuser or the administrator itself; it is not torn down.",
                    "Check the name given with role(String).");
            return;
        }
        boolean owned = ownsSomething();
        boolean byMembership = powers.becoming() == AdminPowers.Becoming.BY_MEMBERSHIP
                || (powers.becoming() == AdminPowers.Becoming.AT_ONCE && !role.adminInherits());
        boolean possible = powers.canHaveRights();
        ChangeMembership membership = powers.membership(true);
        boolean dependent = !facts.dependencies().isEmpty();
        RightsTeardown rights = new RightsTeardown(goal, facts, draft);
        if (dependent) {
            rights.leaveToOthers();
        }
        boolean temporary = possible && byMembership && (owned || schemaGoes() || (dependent && rights.isOwn()));
        if (temporary) {
            draft.own(membership, "Only a member may drop or give away what the role owns; it is taken back below.");
        }
        dropManagedSchema(possible);
        if (owned) {
            rights.keepOtherDatabases();
            step(
                    possible,
                    new ReassignOwned(goal.role(), facts.server().admin()),
                    "A role that owns something can't be dropped, and what it owns may matter.");
        }
        if (dependent) {
            rights.drop(possible);
        }
        if (temporary) {
            draft.own(
                    membership.inverse().orElseThrow(), "The membership is needed no longer; this restores what was.");
        }
        dropRole();
    }

    private void dropManagedSchema(boolean possible) {
        Optional<SchemaFacts> schema =
                facts.schema(goal.managedSchema()).filter(found -> found.owner().equals(goal.role()));
        if (schema.isEmpty()) {
            return;
        }
        ManagedSchemaDrop.check(goal, facts, tables, "To drop them with it, call teardown(ManagedTables.DROP).", draft);
        step(
                possible,
                new DropSchema(goal.managedSchema(), schema.get().oid(), tables == ManagedTables.DROP),
                "It belongs to the role, and nothing but the source uses it.");
    }

    private void dropRole() {
        if (facts.elsewhere().isEmpty()) {
            step(powers.canAlterRole(), new DropRole(goal.role(), role.oid()), "No other database has to do with it.");
            return;
        }
        for (RoleSetting setting : facts.settings()) {
            if (setting.ofRole() && setting.inDatabase()) {
                step(
                        powers.canAlterRole(),
                        new SetRoleSetting(
                                goal.role(),
                                role.oid(),
                                Optional.of(facts.database().name()),
                                setting.name(),
                                Optional.of(setting.value()),
                                Optional.empty()),
                        "The setting holds in this database only.");
            }
        }
        draft.warning(
                "ROLE_KEPT",
                "The role " + goal.role().quoted() + " stays, with its memberships: the databases "
                        + facts.elsewhere().stream().map(Identifier::quoted).collect(Collectors.joining(", "))
                        + " have to do with it too.",
                "Tear it down there as well; the last one drops the role.");
    }

    private boolean schemaGoes() {
        return facts.schema(goal.managedSchema())
                .filter(schema -> schema.owner().equals(goal.role()))
                .isPresent();
    }

    private boolean ownsSomething() {
        boolean schemaGoes = schemaGoes();
        return facts.dependencies().stream()
                .filter(RoleDependency::owned)
                .anyMatch(dependency -> !(dependency.managed() && schemaGoes));
    }

    private void step(boolean own, Change change, String why) {
        draft.ownOrForeign(own, change, why, RightsTeardown.who(goal), RightsTeardown.reason(facts));
    }
}
