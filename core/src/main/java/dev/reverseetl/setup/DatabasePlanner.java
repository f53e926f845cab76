package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.DatabaseFacts;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Privilege;
import java.util.List;

/** Plans the role's rights on the database itself. */
final class DatabasePlanner {
    private DatabasePlanner() {}

    static void plan(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        DatabaseFacts database = facts.database();
        if (!database.roleConnect()) {
            grant(
                    Privilege.CONNECT,
                    database.adminGrantsConnect(),
                    "CONNECT was taken from PUBLIC here, and the role doesn't have it.",
                    goal,
                    facts,
                    draft);
        }
        if (goal.createOnDatabase() && !database.roleCreate()) {
            grant(
                    Privilege.CREATE,
                    database.adminGrantsCreate(),
                    "Segment may issue CREATE SCHEMA IF NOT EXISTS, which PostgreSQL refuses without it even where the schema exists.",
                    goal,
                    facts,
                    draft);
        }
    }

    private static void grant(
            Privilege privilege, boolean own, String why, SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        DatabaseFacts database = facts.database();
        draft.ownOrForeign(
                own,
                new GrantPrivileges(
                        DatabaseObject.database(database.oid(), database.name()),
                        List.of(privilege),
                        goal.role(),
                        false),
                why,
                "the owner " + database.owner().quoted() + ", a member of it, or a superuser",
                facts.server().admin().quoted() + " has no grant option on the database.");
    }
}
