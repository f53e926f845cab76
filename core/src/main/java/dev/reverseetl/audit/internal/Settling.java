package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.internal.BoundModel.Today;
import dev.reverseetl.audit.internal.Trials.Kind;
import dev.reverseetl.audit.internal.Trials.Outcome;
import dev.reverseetl.audit.internal.Trials.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets EXPLAIN as the role settle what only the planner knows, and confirm the rest. What EXPLAIN passes without, the
 * role doesn't need today.
 */
final class Settling {
    /** Insufficient privilege, and all the ways not to find something because its schema may not be used. */
    private static final Set<String> ABOUT_RIGHTS =
            Set.of("42501", "42P01", "42883", "42703", "42704", "42725", "3F000", "42809", "42804", "42P13");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Rights that a model lacks on one object. */
    private record Group(AuditedModel model, List<Atom> atoms) {
        boolean contains(Atom atom) {
            return atoms.stream().anyMatch(one -> one.key().equals(atom.key()));
        }

        List<Atom> others() {
            return model.missing.stream().filter(atom -> !contains(atom)).toList();
        }

        /** Those of single columns, one by one: where any column suffices, each of the others may be that. */
        List<Group> columns() {
            return atoms.stream()
                    .filter(atom -> atom.key().column() != Atom.ANY_COLUMN)
                    .map(atom -> new Group(model, List.of(atom)))
                    .toList();
        }
    }

    private final Trials trials;
    private final MissingRights words;

    Settling(Trials trials, MissingRights words) {
        this.trials = trials;
        this.words = words;
    }

    /** Returns whether EXPLAIN as the role was possible. */
    boolean settle(List<AuditedModel> models) {
        List<AuditedModel> bound = models.stream().filter(AuditedModel::isBound).toList();
        if (bound.isEmpty()) {
            return false;
        }
        Optional<List<Outcome>> outcomes = trials.run(
                bound.stream().map(model -> new Trial(query(model), "")).toList());
        if (outcomes.isEmpty() || outcomes.get().stream().anyMatch(outcome -> outcome.kind() == Kind.REFUSED)) {
            return false;
        }
        for (int i = 0; i < bound.size(); i++) {
            confirm(bound.get(i), outcomes.get().get(i));
        }
        settleSoft(bound);
        return true;
    }

    private static String query(AuditedModel model) {
        return model.bound.model().query();
    }

    private static void confirm(AuditedModel model, Outcome outcome) {
        if (outcome.kind() == Kind.PASSED) {
            if (model.bound.today() == Today.SAME) {
                model.missing.removeAll(model.visibleMissing());
            }
            return;
        }
        boolean aboutRights = ABOUT_RIGHTS.contains(outcome.sqlState());
        // what lies in the body of a function is seen all the same where the planner inlines it
        if (aboutRights && model.missing.isEmpty() && !model.refused) {
            model.disputed = true;
        }
        if ((!aboutRights && !isKnown(model, outcome)) || model.disputed) {
            model.findings.add(new Finding(
                    "EXPLAIN_FAILS",
                    Severity.BLOCKER,
                    "EXPLAIN of the query as the role fails: " + outcome.message() + " (SQLSTATE " + outcome.sqlState()
                            + ").",
                    INSUFFICIENT_PRIVILEGE.equals(outcome.sqlState())
                            ? "A privilege is lacking that the audit can't name: grant what PostgreSQL's message speaks"
                                    + " of, and audit again."
                            : "Run EXPLAIN as the role by hand; the privileges that the audit knows of are not the"
                                    + " reason."));
        }
    }

    private static boolean isKnown(AuditedModel model, Outcome outcome) {
        return outcome.sqlState().equals(PolicyWalk.RECURSION)
                && model.findings.stream().anyMatch(finding -> finding.code().equals("POLICY_RECURSION"));
    }

    /**
     * Takes each uncertain right away, all others granted, to see whether the query still passes. The planner runs
     * functions, and those of somebody else's must not have these rights for a moment.
     */
    private void settleSoft(List<AuditedModel> models) {
        List<Group> needed = settleGroups(models.stream()
                .filter(model -> model.bound.today() != Today.OTHER && trials.mayGrantTo(model.needs.coders))
                .flatMap(model -> softGroups(model).stream().map(atoms -> new Group(model, atoms)))
                .toList());
        settleGroups(needed.stream()
                .filter(group -> group.atoms().size() > 1)
                .flatMap(group -> group.columns().stream())
                .toList());
    }

    /** Returns those that the query fails without. */
    private List<Group> settleGroups(List<Group> groups) {
        Optional<List<Outcome>> outcomes = groups.isEmpty()
                ? Optional.empty()
                : trials.run(groups.stream()
                        .map(group -> new Trial(query(group.model()), grants(group.others())))
                        .toList());
        List<Group> needed = new ArrayList<>();
        for (int i = 0; i < groups.size() && outcomes.isPresent(); i++) {
            Outcome outcome = outcomes.get().get(i);
            Group group = groups.get(i);
            if (outcome.kind() == Kind.PASSED) {
                group.model().missing.removeIf(group::contains);
            } else if (outcome.kind() == Kind.FAILED && outcome.sqlState().equals(INSUFFICIENT_PRIVILEGE)) {
                group.model().missing.replaceAll(atom -> group.contains(atom) ? atom.certain() : atom);
                needed.add(group);
            }
        }
        return needed;
    }

    /** Rights on one object are granted, and taken away, together. */
    private static List<List<Atom>> softGroups(AuditedModel model) {
        List<List<Atom>> groups = new ArrayList<>();
        for (Atom atom : model.softMissing()) {
            if (atom.blind()) {
                continue;
            }
            groups.stream()
                    .filter(group -> isSameObject(group.get(0), atom))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Atom> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(atom);
        }
        return groups;
    }

    private static boolean isSameObject(Atom one, Atom other) {
        return one.key().kind() == other.key().kind()
                && one.key().oid() == other.key().oid()
                && one.key().holder() == other.key().holder()
                && one.key().privilege() == other.key().privilege();
    }

    private String grants(List<Atom> atoms) {
        StringBuilder statements = new StringBuilder();
        for (MissingRight missing : words.of(atoms)) {
            missing.privilege().sql().ifPresent(sql -> statements.append(sql).append(';'));
        }
        return statements.toString();
    }
}
