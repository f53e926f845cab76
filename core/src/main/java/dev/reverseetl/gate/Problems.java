package dev.reverseetl.gate;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.QueryProblem;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.gate.GateProblem.Place;
import dev.reverseetl.model.LocatedModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers what an audit and a comparison have found, with its places, and tells what is known of it. */
final class Problems {
    private static final Optional<String> NO_MODEL = Optional.empty();

    private final List<LocatedModel> models;
    private final AuditReport report;
    private final Baseline baseline;
    private final LocalDate today;
    private final List<GateProblem> problems = new ArrayList<>();

    Problems(List<LocatedModel> models, AuditReport report, Baseline baseline, LocalDate today) {
        this.models = models;
        this.report = report;
        this.baseline = baseline;
        this.today = today;
    }

    List<GateProblem> with(Optional<Contract> contract) {
        report.findings().forEach(finding -> add(NO_MODEL, Optional.empty(), finding));
        for (LocatedModel model : models) {
            ofModel(model, report.model(model.model().name()), contract);
        }
        contract.ifPresent(this::gone);
        unused();
        return problems.stream()
                .sorted(Comparator.comparing(
                                (GateProblem problem) -> problem.finding().severity())
                        .reversed()
                        .thenComparing(problem -> problem.model().orElse("")))
                .toList();
    }

    private void ofModel(LocatedModel model, ModelAudit audit, Optional<Contract> contract) {
        String name = model.model().name();
        List<Finding> findings = new ArrayList<>();
        verdict(audit).ifPresent(findings::add);
        findings.addAll(audit.findings());
        RebuiltRelations.finding(model, audit, report).ifPresent(findings::add);
        contract.ifPresent(recorded -> recorded.model(name)
                .ifPresentOrElse(
                        before -> findings.addAll(ContractComparison.of(before, model.model(), audit)),
                        () -> findings.add(new Finding(
                                "CONTRACT_MODEL_NEW",
                                Severity.NOTICE,
                                "The contract doesn't have the model yet.",
                                "Record the contract anew, so that the model is kept as it is."))));
        findings.forEach(finding -> add(Optional.of(name), Optional.of(place(model, audit, finding)), finding));
    }

    /** What is missing is no finding of an audit; the other verdicts come with one that blocks. */
    private static Optional<Finding> verdict(ModelAudit audit) {
        if (audit.verdict() == Verdict.FILTERED) {
            return Optional.of(new Finding(
                    audit.verdict().name(),
                    Severity.BLOCKER,
                    "The query runs, but row security silently hides rows from the role.",
                    "Write a policy for the role that lets it see all that is to be synced."));
        }
        if (audit.verdict() != Verdict.MISSING || audit.missing().isEmpty()) {
            return Optional.empty();
        }
        String lacking =
                audit.missing().stream().map(Problems::words).distinct().collect(Collectors.joining("; "));
        String grants = audit.missing().stream()
                .flatMap(missing -> missing.sql().stream())
                .distinct()
                .map(sql -> sql + ";")
                .collect(Collectors.joining(" "));
        return Optional.of(new Finding(
                audit.verdict().name(),
                Severity.BLOCKER,
                "The query fails for the role: " + lacking + ".",
                grants.isEmpty() ? "Change the query: what it reads must not be opened." : "Run: " + grants));
    }

    private static String words(MissingPrivilege missing) {
        return missing.grantee().quoted() + " lacks " + missing.privilege() + " on " + missing.quotedName();
    }

    private static Place place(LocatedModel model, ModelAudit audit, Finding finding) {
        boolean unresolvable =
                finding.code().startsWith("MODEL_") && model.location().verbatim();
        Optional<QueryProblem> problem = audit.problem().filter(known -> unresolvable && known.line() > 0);
        return new Place(
                model.location().file(),
                model.location().line() + problem.map(QueryProblem::line).orElse(1) - 1,
                problem.map(QueryProblem::column).orElse(1));
    }

    private void gone(Contract contract) {
        Map<String, LocatedModel> present = new TreeMap<>();
        models.forEach(model -> present.put(model.model().name(), model));
        for (ModelContract model : contract.models()) {
            if (!present.containsKey(model.name())) {
                add(
                        Optional.of(model.name()),
                        Optional.empty(),
                        new Finding(
                                "CONTRACT_MODEL_GONE",
                                Severity.BLOCKER,
                                "The contract has the model \"" + model.name() + "\", which is not there any more.",
                                "Bring it back, or select it; if it is meant, record the contract anew."));
            }
        }
    }

    private void add(Optional<String> model, Optional<Place> place, Finding finding) {
        Optional<KnownProblem> known = baseline.known().stream()
                .filter(one -> one.isOf(model, finding) && !today.isAfter(one.until()))
                .findFirst();
        problems.add(new GateProblem(model, place, finding, known));
    }

    private void unused() {
        for (KnownProblem known : baseline.known()) {
            boolean expired = today.isAfter(known.until());
            boolean found = problems.stream().anyMatch(problem -> known.isOf(problem.model(), problem.finding()));
            if (expired && found) {
                add(
                        NO_MODEL,
                        Optional.empty(),
                        new Finding(
                                "BASELINE_EXPIRED",
                                Severity.WARNING,
                                "The known problem " + known + " was left out until " + known.until() + ", because of: "
                                        + known.reason() + ".",
                                "Solve it, or give it another day."));
            } else if (!found) {
                add(
                        NO_MODEL,
                        Optional.empty(),
                        new Finding(
                                "BASELINE_UNUSED",
                                Severity.NOTICE,
                                "The known problem " + known + " is not there.",
                                "Take it out of the baseline."));
            }
        }
    }
}
