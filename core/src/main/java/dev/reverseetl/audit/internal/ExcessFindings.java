package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.PowerfulRole;
import dev.reverseetl.internal.catalog.RoleAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds what the role may do and a source doesn't need. What setup grants is needed. */
final class ExcessFindings {
    private final RoleState state;
    private final FindingDraft draft;
    private final String role;

    private ExcessFindings(RoleState state, FindingDraft draft) {
        this.state = state;
        this.draft = draft;
        this.role = state.role().name().quoted();
    }

    /** A superuser may do everything: nothing else is worth telling then. */
    static void find(RoleState state, FindingDraft draft) {
        ExcessFindings findings = new ExcessFindings(state, draft);
        if (state.role().attributes().superuser()) {
            findings.superuser();
        } else {
            findings.superuserInReach();
            findings.attributes();
            findings.memberships();
            ExcessRights.find(state, draft);
        }
    }

    private void superuser() {
        draft.warning(
                "ROLE_IS_SUPERUSER",
                "The role " + role + " is a superuser: whoever has Segment's password rules the server.",
                "Give Segment a role of its own, or take it away: ALTER ROLE " + role + " NOSUPERUSER.");
    }

    private void superuserInReach() {
        List<String> superusers = state.reach().stream()
                .filter(ReachableRole::superuser)
                .map(other -> other.name().quoted())
                .toList();
        if (!superusers.isEmpty()) {
            draft.warning(
                    "SUPERUSER_IN_REACH",
                    "The role " + role + " can act as the superuser " + String.join(", ", superusers)
                            + ", or has its rights: whoever has Segment's password rules the server.",
                    "Revoke the membership that leads there, from " + role + " or its groups.");
        }
    }

    private void attributes() {
        List<String> excess = new ArrayList<>(own(state.role().attributes()));
        for (ReachableRole other : state.reach()) {
            if (other.settable() && !other.superuser() && !other.attributes().isEmpty()) {
                excess.add(String.join(", ", other.attributes()) + " by SET ROLE "
                        + other.name().quoted());
            }
        }
        if (!excess.isEmpty()) {
            draft.warning(
                    "EXCESS_ATTRIBUTES",
                    "The role " + role + " has " + String.join(", ", excess) + ", which a source doesn't need.",
                    "Take them away with ALTER ROLE, or with ReverseEtlSourceSetup.removeExcess().");
        }
    }

    private static List<String> own(RoleAttributes attributes) {
        List<String> excess = new ArrayList<>();
        Map.of(
                        "CREATEDB", attributes.createDb(),
                        "CREATEROLE", attributes.createRole(),
                        "REPLICATION", attributes.replication(),
                        "BYPASSRLS", attributes.bypassRls())
                .forEach((name, has) -> {
                    if (has) {
                        excess.add(name);
                    }
                });
        return excess.stream().sorted().toList();
    }

    private void memberships() {
        String powerful = state.reach().stream()
                .flatMap(other -> PowerfulRole.power(other.name().value()).stream()
                        .map(power -> other.name().quoted() + ", which " + power))
                .collect(Collectors.joining("; "));
        if (!powerful.isEmpty()) {
            draft.warning(
                    "EXCESS_MEMBERSHIPS",
                    "The role " + role + " is a member, itself or through others, of " + powerful + ".",
                    "Revoke the membership that leads there, after granting singly what it is needed for.");
        }
    }
}
