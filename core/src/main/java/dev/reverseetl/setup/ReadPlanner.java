package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.RelationFacts;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.catalog.TableCreator;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;

/** Plans what the role may read: one grant per object, never ON ALL TABLES, which PostgreSQL half-does in silence. */
final class ReadPlanner {
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final PlanDraft draft;

    private ReadPlanner(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.draft = draft;
    }

    static void plan(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        ReadPlanner planner = new ReadPlanner(goal, facts, draft);
        facts.schemas().stream()
                .filter(schema -> goal.readSchemas().contains(schema.name()) && !schema.roleUsage())
                .forEach(planner::use);
        facts.relations().stream()
                .filter(relation -> !relation.missing().isEmpty())
                .forEach(planner::read);
        facts.creators().stream()
                .filter(creator -> !creator.readsFutureTables())
                .forEach(planner::readFuture);
    }

    private void use(SchemaFacts schema) {
        if (schema.name().equals(goal.managedSchema())) {
            return; // granted with CREATE already
        }
        draft.ownOrForeign(
                schema.adminGrantsUsage(),
                new GrantPrivileges(
                        DatabaseObject.schema(schema.oid(), schema.name()),
                        List.of(Privilege.USAGE),
                        goal.role(),
                        false),
                "Without USAGE on the schema nothing in it can be named.",
                owner(schema.owner()),
                facts.server().admin().quoted() + " has no grant option on the schema "
                        + schema.name().quoted() + ".");
    }

    private void read(RelationFacts relation) {
        draft.ownOrForeign(
                relation.grantable().contains(Privilege.SELECT),
                new GrantPrivileges(
                        DatabaseObject.table(relation.oid(), relation.name()),
                        List.of(Privilege.SELECT),
                        goal.role(),
                        false),
                "You asked for the role to read it.",
                owner(relation.owner()),
                facts.server().admin().quoted() + " has no grant option on it.");
    }

    private void readFuture(TableCreator creator) {
        draft.ownOrForeign(
                creator.adminMayAlter(),
                new GrantFutureTables(
                        creator.creator(), creator.creatorOid(), creator.schema(), creator.schemaOid(), goal.role()),
                "You asked for future tables too; PostgreSQL keeps default privileges for each creating role on its own.",
                creator.creator().quoted() + " itself, a member of it, or a superuser",
                facts.server().admin().quoted() + " doesn't have the rights of "
                        + creator.creator().quoted() + ".");
    }

    private static String owner(Identifier owner) {
        return "the owner " + owner.quoted() + ", a member of it, or a superuser";
    }
}
