package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.SettingText;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.segment.Reachability;
import dev.reverseetl.segment.SegmentEndpoint;
import java.util.Optional;

/** Finds what makes the source impossible, before anything is changed. */
final class SetupBlockers {
    private final SetupGoal goal;
    private final SetupFacts facts;
    private final PlanDraft draft;

    private SetupBlockers(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.draft = draft;
    }

    static void find(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        SetupBlockers blockers = new SetupBlockers(goal, facts, draft);
        blockers.server();
        facts.role().ifPresent(blockers::role);
        blockers.sessions();
        blockers.endpoint();
        blockers.sources();
    }

    private void server() {
        if (facts.server().inRecovery()) {
            draft.blocker(
                    "SERVER_IN_RECOVERY",
                    "The server is a standby: Segment must write to the managed schema at every sync.",
                    "Connect to the primary, and give Segment the primary's endpoint.");
        }
    }

    private void role(RoleFacts role) {
        if (role.attributes().superuser()) {
            draft.blocker(
                    "ROLE_IS_SUPERUSER",
                    "The role " + goal.role().quoted()
                            + " is a superuser: whoever has Segment's password would rule the server.",
                    "Choose another role with role(String), or take SUPERUSER from it.");
        }
        if (facts.adminIsRole()) {
            draft.warning(
                    "ROLE_IS_ADMIN",
                    "The role " + goal.role().quoted() + " is the administrator of this connection itself: whoever has"
                            + " Segment's password can change and drop everything that it owns.",
                    "Choose a role of Segment's own with role(String) as soon as the provider offers one.");
        } else if (role.name().equals(facts.server().admin())) {
            draft.blocker(
                    "ROLE_IS_ADMIN",
                    "The role " + goal.role().quoted() + " is the administrator of this connection itself.",
                    "Choose a role of Segment's own with role(String).");
        }
    }

    /** A role that is yet to be created will have the database's settings; the role's own are reset by the plan. */
    private void sessions() {
        facts.actingAsAnother().stream()
                .filter(setting -> !setting.ofRole())
                .findFirst()
                .ifPresent(setting -> draft.blocker(
                        "SESSIONS_ACT_AS_ANOTHER",
                        "A setting of the database, or of all roles, makes every session act as the role \""
                                + setting.value() + "\" instead.",
                        "Reset it: ALTER DATABASE " + facts.database().name().quoted()
                                + " RESET role, or ALTER ROLE ALL RESET role."));
        facts.sessionSetting("default_transaction_read_only")
                .filter(SettingText::isOn)
                .ifPresent(value -> draft.blocker(
                        "ROLE_READ_ONLY",
                        "Sessions of " + goal.role().quoted() + " start with default_transaction_read_only = '" + value
                                + "', and Segment must write to the managed schema.",
                        "Reset it: ALTER ROLE " + goal.role().quoted() + " RESET default_transaction_read_only, or the"
                                + " database's setting if it is that one."));
    }

    private void endpoint() {
        Optional<SegmentEndpoint> endpoint = goal.endpoint().or(facts::adminEndpoint);
        if (endpoint.isEmpty()) {
            draft.warning(
                    "ENDPOINT_UNKNOWN",
                    "Which endpoint Segment will connect to could not be told from the administrator's connection.",
                    "Give it with segmentEndpoint(host, port).");
            return;
        }
        Reachability reachability = endpoint.get().reachabilityBySpelling();
        if (reachability.verdict() == Reachability.Verdict.IMPOSSIBLE) {
            draft.blocker(
                    "ENDPOINT_UNREACHABLE",
                    "Segment would connect to \"" + endpoint.get() + "\", which it can't reach: it "
                            + reachability.reason() + ".",
                    "Give the database's public name with segmentEndpoint(host, port).");
        }
    }

    private void sources() {
        for (Identifier schema : goal.readSchemas()) {
            if (facts.schema(schema).isEmpty()) {
                draft.blocker(
                        "SCHEMA_NOT_FOUND",
                        "The schema " + schema.quoted() + " to read from doesn't exist in "
                                + facts.database().name().quoted() + ".",
                        "Names are exact, and never folded to lower case: compare with the schemas that psql's \\dn shows.");
            }
        }
        for (QualifiedName table : goal.singleTables()) {
            boolean found = facts.relations().stream()
                    .anyMatch(relation -> relation.name().equals(table));
            if (!found && facts.schema(table.schema()).isPresent()) {
                draft.blocker(
                        "TABLE_NOT_FOUND",
                        "The table " + table + " to be read doesn't exist.",
                        "Names are exact, and never folded to lower case: compare with psql's \\d.");
            }
        }
    }
}
