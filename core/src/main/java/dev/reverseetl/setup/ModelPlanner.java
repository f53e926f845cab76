package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.setup.ModelFacts.ModelGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans exactly what the models lack. */
final class ModelPlanner {
    /** What no grant can mend. All else the rehearsal judges: it sees the models as the plan leaves them. */
    private static final Set<String> FATAL = Set.of("MODEL_UNRESOLVABLE", "IDENTIFIER_MISSING", "IDENTIFIER_AMBIGUOUS");

    private static final int MOST_NAMED = 3;

    private ModelPlanner() {}

    static void plan(ModelFacts models, SetupGoal goal, PlanDraft draft) {
        for (ModelGrant wanted : models.grants()) {
            GrantPrivileges grant = wanted.proposed().grant();
            if (!draft.grants(grant)) {
                draft.ownOrForeign(
                        wanted.adminMayGrant(),
                        grant,
                        why(wanted.proposed().reasons(), goal),
                        wanted.proposed().reasons().get(0).grantableBy(),
                        "The administrator is not the owner, and has no grant option.");
            }
        }
        findings(models).forEach(draft::add);
    }

    /** Returns what is found about each model, with its name. */
    static List<Finding> findings(ModelFacts models) {
        List<Finding> findings = new ArrayList<>();
        for (ModelAudit model : models.report().models()) {
            for (Finding finding : model.findings()) {
                findings.add(new Finding(
                        finding.code(),
                        severity(finding),
                        "Model \"" + model.name() + "\": " + finding.message(),
                        finding.remedy()));
            }
        }
        return findings;
    }

    private static Severity severity(Finding finding) {
        boolean softened = finding.severity() == Severity.BLOCKER && !FATAL.contains(finding.code());
        return softened ? Severity.WARNING : finding.severity();
    }

    private static String why(List<MissingPrivilege> reasons, SetupGoal goal) {
        List<String> models =
                reasons.stream().map(reason -> reason.why().get(0)).distinct().toList();
        String named = models.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        String more = models.size() > MOST_NAMED ? " and " + (models.size() - MOST_NAMED) + " more" : "";
        MissingPrivilege first = reasons.get(0);
        String way = first.why().stream().skip(1).collect(Collectors.joining(", "));
        return "Needed by " + named + more
                + (way.isEmpty() ? "" : " by way of " + way)
                + (first.grantee().equals(goal.role()) ? "" : ": its owner is who must have it")
                + "."
                + (reasons.stream().allMatch(MissingPrivilege::soft)
                        ? " PostgreSQL's planner may leave the check out."
                        : "");
    }
}
