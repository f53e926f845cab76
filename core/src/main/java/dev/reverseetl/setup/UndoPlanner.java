package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.change.AlterRole;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.DropRole;
import dev.reverseetl.internal.change.DropSchema;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RevokeFutureTables;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.internal.change.SetRoleSetting;
import dev.reverseetl.postgres.Identifier;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides which of a record's changes still apply, by the names that the objects have now. What is gone or was changed
 * by somebody since is left alone.
 */
final class UndoPlanner {
    static final String WHY = "The run added it.";

    private final UndoRecord record;
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final UndoFacts objects;
    private final ManagedTables tables;
    private final PlanDraft draft = new PlanDraft();

    private UndoPlanner(UndoRecord record, SetupGoal goal, SetupFacts facts, UndoFacts objects, ManagedTables tables) {
        this.record = record;
        this.goal = goal;
        this.facts = facts;
        this.objects = objects;
        this.tables = tables;
    }

    static SetupPlan plan(
            UndoRecord record, SetupGoal goal, SetupFacts facts, UndoFacts objects, ManagedTables tables) {
        UndoPlanner planner = new UndoPlanner(record, goal, facts, objects, tables);
        record.changes().forEach(planner::undo);
        return planner.draft.toPlan(PlanPurpose.UNDO, tables, goal, facts);
    }

    private void undo(Change change) {
        if (change instanceof RevokePrivileges revoke) {
            privileges().revoke(revoke);
        } else if (change instanceof GrantPrivileges grant) {
            privileges().grant(grant);
        } else if (change instanceof RevokeFutureTables revoke) {
            future(revoke, revoke.creatorOid(), revoke.schemaOid())
                    .ifPresent(now -> draft.own(
                            new RevokeFutureTables(
                                    now.creator(),
                                    revoke.creatorOid(),
                                    now.schema(),
                                    revoke.schemaOid(),
                                    revoke.grantee()),
                            WHY));
        } else if (change instanceof GrantFutureTables grant) {
            future(grant, grant.creatorOid(), grant.schemaOid())
                    .ifPresent(now -> draft.own(
                            new GrantFutureTables(
                                    now.creator(),
                                    grant.creatorOid(),
                                    now.schema(),
                                    grant.schemaOid(),
                                    grant.grantee()),
                            WHY));
        } else if (change instanceof DropSchema drop) {
            dropSchema(drop);
        } else if (change instanceof DropRole drop) {
            dropRole(drop);
        } else if (change instanceof AlterRole alter) {
            alterRole(alter);
        } else if (change instanceof SetRoleSetting set) {
            setRoleSetting(set);
        } else if (role().isPresent()) {
            draft.own(change, WHY);
        } else {
            gone(change);
        }
    }

    private PrivilegeUndo privileges() {
        return new PrivilegeUndo(goal, facts, objects, role().isPresent(), draft);
    }

    private record Future(Identifier creator, Identifier schema) {}

    private Optional<Future> future(Change change, long creatorOid, long schemaOid) {
        Optional<Future> now = role().flatMap(role -> objects.creator(creatorOid))
                .flatMap(creator -> objects.current(DatabaseObject.schema(schemaOid, goal.managedSchema()))
                        .map(schema -> new Future(creator, schema.name())));
        if (now.isEmpty()) {
            gone(change);
        }
        return now;
    }

    /** A role that was dropped and made again has nothing of what the run added. */
    private Optional<RoleFacts> role() {
        return facts.role().filter(role -> role.oid() == record.roleOid());
    }

    private void dropSchema(DropSchema drop) {
        Optional<SchemaFacts> schema = facts.schema(drop.schema()).filter(found -> found.oid() == drop.oid());
        if (schema.isEmpty()) {
            gone(drop);
            return;
        }
        ManagedSchemaDrop.check(
                goal,
                facts,
                tables,
                "To drop them with it, call undo(record, ManagedTables.DROP); Segment's next sync would send everything again.",
                draft);
        AdminPowers powers = new AdminPowers(goal.role(), facts);
        boolean ownedByRole = schema.get().owner().equals(goal.role());
        boolean byMembership =
                ownedByRole && !role().map(RoleFacts::adminInherits).orElse(true);
        if (byMembership && !powers.canHaveRights()) {
            draft.blocker(
                    "SCHEMA_OF_THE_ROLE",
                    "The managed schema " + drop.schema().quoted() + " belongs to "
                            + goal.role().quoted() + ", whose rights "
                            + facts.server().admin().quoted() + " can't have.",
                    "Undo it as a superuser, or as an administrator with ADMIN on the role and INHERIT.");
        }
        ChangeMembership membership = powers.membership(true);
        if (byMembership) {
            draft.own(membership, "Only the owner's members can drop it; the membership is taken back below.");
        }
        draft.own(new DropSchema(drop.schema(), drop.oid(), tables == ManagedTables.DROP), WHY);
        if (byMembership) {
            draft.own(membership.inverse().orElseThrow(), "This restores what was.");
        }
    }

    private void dropRole(DropRole drop) {
        if (role().map(RoleFacts::oid).filter(oid -> oid == drop.oid()).isEmpty()) {
            gone(drop);
        } else if (!facts.elsewhere().isEmpty()) {
            draft.warning(
                    "ROLE_KEPT",
                    "The role " + drop.role().quoted() + " stays: the databases "
                            + facts.elsewhere().stream().map(Identifier::quoted).collect(Collectors.joining(", "))
                            + " have to do with it too.",
                    "Undo the set-ups there first, or tear them down.");
        } else {
            draft.own(drop, WHY);
        }
    }

    private void alterRole(AlterRole alter) {
        boolean unchanged = role().filter(role -> role.oid() == alter.oid())
                .map(role -> role.attributes().equals(alter.before()))
                .orElse(false);
        if (unchanged) {
            draft.own(alter, "The run changed it.");
        } else {
            changedSince(alter);
        }
    }

    private void setRoleSetting(SetRoleSetting set) {
        boolean ofRole = role().filter(role -> role.oid() == set.oid()).isPresent();
        Optional<String> now = facts.settings().stream()
                .filter(setting -> setting.ofRole()
                        && setting.inDatabase() == set.database().isPresent()
                        && setting.name().equals(set.setting()))
                .map(RoleSetting::value)
                .findFirst();
        if (ofRole && SettingValues.same(set.setting(), now, set.before())) {
            draft.own(set, "The run changed it.");
        } else {
            changedSince(set);
        }
    }

    private void gone(Change change) {
        UndoNotes.gone(change, draft);
    }

    private void changedSince(Change change) {
        UndoNotes.changedSince(change, draft);
    }
}
