package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.ExcessRight;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what is worth knowing, and changes nothing. */
final class SetupNotices {
    private static final int EXAMPLES = 5;

    private final SetupGoal goal;
    private final SetupFacts facts;
    private final PlanDraft draft;

    private SetupNotices(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.draft = draft;
    }

    static void find(SetupGoal goal, SetupFacts facts, PlanDraft draft) {
        SetupNotices notices = new SetupNotices(goal, facts, draft);
        notices.options();
        notices.names();
        notices.network();
        facts.role().ifPresent(notices::existing);
        notices.excess();
    }

    private void options() {
        goal.managedSchemaAsGiven()
                .ifPresent(
                        given -> draft.notice(
                                "MANAGED_SCHEMA_NORMALISED",
                                "The managed schema's name \"" + given + "\" was read as "
                                        + goal.managedSchema().quoted() + ".",
                                "Segment writes the name without quotes, which PostgreSQL folds to lower case; nothing has to be done."));
        if (!goal.createOnDatabase() && !facts.database().roleCreate()) {
            draft.warning(
                    "NO_CREATE_ON_DATABASE",
                    "The role won't have CREATE on the database, as you asked.",
                    "If Segment reports \"permission denied for database\", allow it with createOnDatabase(true).");
        }
    }

    /** Segment's form has lines of text. */
    private void names() {
        for (Identifier name : List.of(goal.role(), facts.database().name())) {
            if (name.value().chars().anyMatch(Character::isISOControl)) {
                draft.warning(
                        "NAME_WITH_CONTROL_CHARACTER",
                        "The name " + name.quoted() + " has a control character, which Segment's form can't take.",
                        "Choose another role with role(String), or rename the database.");
            }
        }
    }

    private void network() {
        draft.notice(
                "ALLOW_SEGMENT_ADDRESSES",
                "Segment connects from " + String.join(", ", goal.allowedRanges()) + ", always with TLS.",
                "Let these addresses through every firewall before the database's port.");
    }

    private void existing(RoleFacts role) {
        if (!role.expired() && goal.validUntil().isEmpty()) {
            role.attributes()
                    .validUntil()
                    .ifPresent(until -> draft.warning(
                            "ROLE_EXPIRES",
                            "The password of " + goal.role().quoted() + " is valid until " + until + " only.",
                            "Rotate it before, or give another end with validUntil(Instant)."));
        }
        if (goal.password() != SetupGoal.Password.NONE) {
            draft.notice(
                    "PASSWORD_NOT_SET",
                    "The role " + goal.role().quoted() + " exists, so its password is left as it is.",
                    "To set another one, call rotatePassword(Secret).");
        }
        if (!facts.elsewhere().isEmpty()) {
            draft.notice(
                    "ROLE_USED_ELSEWHERE",
                    "The role " + goal.role().quoted() + " also has to do with the databases "
                            + names(facts.elsewhere()) + "; its attributes and password are the same there.",
                    "Nothing has to be done, unless that is a surprise.");
        }
    }

    private void excess() {
        facts.role().map(RoleFacts::attributes).ifPresent(attributes -> {
            List<String> excess = excessAttributes(attributes);
            if (!excess.isEmpty()) {
                draft.warning(
                        "EXCESS_ATTRIBUTES",
                        "The role " + goal.role().quoted() + " has " + String.join(", ", excess)
                                + ", which a source doesn't need.",
                        "Take them away with removeExcess().");
            }
        });
        List<String> memberships = ExcessMemberships.of(goal, facts).stream()
                .map(membership -> membership.role().quoted())
                .toList();
        if (!memberships.isEmpty()) {
            draft.warning(
                    "EXCESS_MEMBERSHIPS",
                    "The role " + goal.role().quoted() + " is a member of " + String.join(", ", memberships) + ".",
                    "Take them away with removeExcess(), if nothing else uses the role.");
        }
        if (!facts.excess().isEmpty()) {
            draft.warning(
                    "EXCESS_PRIVILEGES",
                    describe(facts.excess()),
                    "Take them away with removeExcess(), if nothing else uses the role.");
        }
    }

    private String describe(List<ExcessRight> rights) {
        String examples = rights.stream()
                .limit(EXAMPLES)
                .map(right -> right.privilege() + " on " + right.object().sql())
                .collect(Collectors.joining(", "));
        String more = rights.size() > EXAMPLES ? ", and " + (rights.size() - EXAMPLES) + " more" : "";
        return "The role " + goal.role().quoted() + " may do more than a source needs: " + examples + more + ".";
    }

    private static List<String> excessAttributes(RoleAttributes attributes) {
        List<String> excess = new ArrayList<>();
        if (attributes.createDb()) {
            excess.add("CREATEDB");
        }
        if (attributes.createRole()) {
            excess.add("CREATEROLE");
        }
        if (attributes.replication()) {
            excess.add("REPLICATION");
        }
        if (attributes.bypassRls()) {
            excess.add("BYPASSRLS");
        }
        return excess;
    }

    private static String names(List<Identifier> databases) {
        return databases.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }
}
