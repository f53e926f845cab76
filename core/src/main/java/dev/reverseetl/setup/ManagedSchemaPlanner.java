package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.RelationFacts;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.CreateSchema;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans the managed schema: that it exists, and that the role can create tables in it and write those that are there.
 */
final class ManagedSchemaPlanner {
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final AdminPowers powers;
    private final PlanDraft draft;

    private ManagedSchemaPlanner(SetupGoal goal, SetupFacts facts, AdminPowers powers, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.powers = powers;
        this.draft = draft;
    }

    static void plan(SetupGoal goal, SetupFacts facts, AdminPowers powers, PlanDraft draft) {
        ManagedSchemaPlanner planner = new ManagedSchemaPlanner(goal, facts, powers, draft);
        facts.schema(goal.managedSchema()).ifPresentOrElse(planner::converge, planner::create);
        facts.unwritable().forEach(planner::letWrite);
    }

    private void create() {
        String why = "Segment keeps track there of what changed in the results of your queries.";
        if (!facts.database().adminCreate()) {
            draft.foreign(
                    new CreateSchema(goal.managedSchema(), 0, Optional.of(goal.role())),
                    why,
                    owner(facts.database().owner()),
                    facts.server().admin().quoted() + " lacks CREATE on the database "
                            + facts.database().name().quoted() + ".");
            return;
        }
        // Whether the administrator will be a member of a role that the provider makes, nobody knows before
        switch (facts.roleIsMadeOutside() ? AdminPowers.Becoming.IMPOSSIBLE : powers.becoming()) {
            case AT_ONCE -> draft.own(ownedByRole(), why);
            case BY_MEMBERSHIP -> {
                ChangeMembership membership = powers.membership(false);
                draft.own(membership, "Only a member can create a schema for a role; it is taken back below.");
                draft.own(ownedByRole(), why);
                draft.own(
                        membership.inverse().orElseThrow(),
                        "The membership is needed no longer; this restores what was.");
            }
            case IMPOSSIBLE -> {
                draft.ownAtOnce(new CreateSchema(goal.managedSchema(), 0, Optional.empty()), why);
                grant(
                        0,
                        List.of(Privilege.USAGE, Privilege.CREATE),
                        true,
                        facts.server().admin());
            }
        }
    }

    private CreateSchema ownedByRole() {
        return new CreateSchema(goal.managedSchema(), 0, Optional.of(goal.role()));
    }

    private void converge(SchemaFacts schema) {
        List<Privilege> missing = new ArrayList<>();
        if (!schema.roleUsage()) {
            missing.add(Privilege.USAGE);
        }
        if (!schema.roleCreate()) {
            missing.add(Privilege.CREATE);
        }
        if (!missing.isEmpty()) {
            boolean own = (schema.roleUsage() || schema.adminGrantsUsage())
                    && (schema.roleCreate() || schema.adminGrantsCreate());
            grant(schema.oid(), missing, own, schema.owner());
        }
    }

    private void grant(long oid, List<Privilege> privileges, boolean own, Identifier owner) {
        draft.ownOrForeign(
                own,
                new GrantPrivileges(DatabaseObject.schema(oid, goal.managedSchema()), privileges, goal.role(), false),
                "The schema belongs to " + owner.quoted() + ", and Segment's first sync creates tables in it.",
                owner(owner),
                facts.server().admin().quoted() + " has no grant option on the schema "
                        + goal.managedSchema().quoted() + ".");
    }

    private void letWrite(RelationFacts table) {
        List<Privilege> missing = table.missing().stream().sorted().toList();
        draft.ownOrForeign(
                table.grantable().containsAll(missing),
                new GrantPrivileges(DatabaseObject.table(table.oid(), table.name()), missing, goal.role(), false),
                "The table is in the managed schema, but belongs to "
                        + table.owner().quoted() + ".",
                owner(table.owner()),
                facts.server().admin().quoted() + " has no grant option on it.");
    }

    private static String owner(Identifier owner) {
        return "the owner " + owner.quoted() + ", a member of it, or a superuser";
    }
}
