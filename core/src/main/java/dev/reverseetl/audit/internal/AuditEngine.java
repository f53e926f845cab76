package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.SearchPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Audits within a transaction that somebody else began and will end: bind, close, need, compare, settle, report. What
 * it tries is undone; locks and settings go with the transaction.
 */
final class AuditEngine {
    private final Transaction transaction;
    private final AuditSession session;
    private final AuditRequest request;
    private final RoleEntry role;
    private final SearchPath path;
    private final Map<Model, ResultShape> shapes = new HashMap<>();
    private boolean bodiesReadable;
    private final String nonce = "retl_" + Long.toHexString(System.nanoTime());

    /**
     * Prepares an audit.
     *
     * @param transaction the transaction
     * @param session the session
     * @param request what to find out
     * @param role as whom the asked role's sessions act
     * @param path the search path that they start with
     */
    AuditEngine(Transaction transaction, AuditSession session, AuditRequest request, RoleEntry role, SearchPath path) {
        this.transaction = transaction;
        this.session = session;
        this.request = request;
        this.role = role;
        this.path = BoundPaths.withoutTemporary(path.resolveFor(role.name()));
    }

    AuditOutcome run() {
        Binding binding = new Binding(transaction, session, role, path, nonce);
        List<BoundModel> bound = binding.bind(request.models());
        Catalog catalog = read(bound);
        bound.forEach(model -> model.query().ifPresent(query -> shapes.put(model.model(), ResultShapes.of(query))));
        List<AuditedModel> audited = need(bound, catalog);
        Comparison comparison = compare(audited, catalog);
        MissingRights words = new MissingRights(catalog, comparison.schemas(), request.columnGrants());
        Trials trials = new Trials(transaction, session, role, path, nonce);
        boolean explained =
                new Settling(trials, new MissingRights(catalog, comparison.schemas(), true)).settle(audited);
        look(audited, trials, comparison.tables());
        AuditMethod method = UnseenSchemas.added(binding.method(explained, bodiesReadable), comparison.unseen());
        return report(audited, words, comparison, new ModelShapes(catalog, comparison), method);
    }

    private Catalog read(List<BoundModel> bound) {
        CatalogReader reader = new CatalogReader(transaction);
        Catalog catalog = reader.catalog();
        reader.close(
                bound.stream().flatMap(model -> model.query().stream()).toList(),
                bound.stream()
                        .flatMap(model -> model.query().stream()
                                .flatMap(
                                        query -> catalog.schemasIn(model.model().query()).in(query).stream()))
                        .toList());
        Set<Long> tried = new HashSet<>();
        boolean temporary = session.facts().mayMakeTemporary();
        boolean some = false;
        List<RoutineEntry> bodies = catalog.textBodies(tried);
        while (temporary && !bodies.isEmpty()) {
            Map<Long, List<TreeNode>> trees = new SqlBodies(transaction, path, session.code(), nonce).read(bodies);
            some |= !trees.isEmpty();
            trees.forEach(catalog::putBody);
            reader.close(
                    trees.values().stream().flatMap(List::stream).toList(),
                    bodies.stream()
                            .flatMap(body -> catalog.schemasIn(body.source()).certain().stream())
                            .toList());
            bodies = catalog.textBodies(tried);
        }
        // An event trigger may refuse to have functions made
        bodiesReadable = temporary && (some || tried.isEmpty());
        return catalog;
    }

    private List<AuditedModel> need(List<BoundModel> bound, Catalog catalog) {
        OwnerEntry runner = new OwnerEntry(
                role.oid(), role.name(), role.superuser(), role.superuser() || role.bypassesRowSecurity());
        Memberships memberships = catalog.policies.isEmpty() && !catalog.hasRowSecurity()
                ? Memberships.of(List.of())
                : Memberships.of(
                        transaction.read(Memberships.query(catalog.readers(runner), catalog.rowSecurityRoles())));
        List<AuditedModel> audited = new ArrayList<>();
        HiddenSchemas hidden = HiddenSchemas.of(transaction, session, role, bound, runner);
        for (BoundModel model : bound) {
            Needs needs = hidden.needs(model);
            if (model.query().isPresent()) {
                needs = Walk.of(
                        model.query().get(),
                        model.model().query(),
                        Frame.of(model.model(), runner),
                        catalog,
                        memberships,
                        transaction::checkTime);
                UnqualifiedNames.finding(model, catalog).ifPresent(needs.findings::add);
            }
            audited.add(new AuditedModel(model, needs));
        }
        return audited;
    }

    private Comparison compare(List<AuditedModel> audited, Catalog catalog) {
        Set<Atom.Key> keys = new HashSet<>();
        audited.forEach(model -> keys.addAll(model.needs.atoms.keySet()));
        Comparison comparison = Comparison.read(
                transaction,
                request,
                role,
                session.server().version(),
                keys,
                catalog,
                copiedTables(),
                columnTypes(),
                path);
        audited.forEach(model -> model.compare(comparison.lacking()));
        comparison.rowSecurityOff().ifPresent(setting -> audited.forEach(model -> model.refuse(setting)));
        audited.forEach(model -> ColumnGrants.finding(model, role, comparison.byColumns(), catalog)
                .ifPresent(model.findings::add));
        return comparison;
    }

    /** Returns the tables that columns of results are plain copies from. */
    private Set<Long> copiedTables() {
        return columns()
                .flatMap(column -> column.source().stream())
                .map(ResultColumn.Source::tableOid)
                .collect(Collectors.toSet());
    }

    private Set<TypeUse> columnTypes() {
        return columns().map(ResultColumn::type).collect(Collectors.toSet());
    }

    private Stream<ResultColumn> columns() {
        return shapes.values().stream().flatMap(shape -> shape.columns().stream());
    }

    /** Looks at what Segment makes of the models: limits, and identifiers. */
    private void look(List<AuditedModel> audited, Trials trials, Map<Long, TableKeys> tables) {
        Optional<IdentifierRuns> runs = request.running() ? trials.runs(request.limits()) : Optional.empty();
        for (AuditedModel model : audited) {
            Model asked = model.bound.model();
            ResultShape shape = shapes.get(asked);
            if (shape == null) {
                model.findings.addAll(LimitFindings.ofText(asked, request.limits()));
                continue;
            }
            model.findings.addAll(LimitFindings.of(asked, request.limits(), shape));
            boolean found = asked.identifierColumns().stream()
                    .allMatch(column -> shape.positionsOf(column).size() == 1);
            if (runs.isPresent() && found && Verdicts.of(model).isPassed()) {
                model.ran = true;
                model.findings.addAll(runs.get().run(model, shape));
            } else {
                model.findings.addAll(IdentifierFindings.of(asked, shape, tables));
            }
        }
    }

    private AuditOutcome report(
            List<AuditedModel> audited,
            MissingRights words,
            Comparison comparison,
            ModelShapes modelShapes,
            AuditMethod method) {
        List<ModelAudit> models = new ArrayList<>();
        List<MissingRight> all = new ArrayList<>();
        for (AuditedModel model : audited) {
            List<MissingRight> rights = words.of(model.missing);
            all.addAll(rights);
            List<MissingPrivilege> missing =
                    rights.stream().map(MissingRight::privilege).toList();
            List<Finding> findings = new ArrayList<>(model.findings);
            findings.addAll(ModelFindings.of(model, missing));
            models.add(new ModelAudit(
                    model.bound.model().name(),
                    Verdicts.of(model),
                    missing,
                    List.copyOf(model.needs.opaque),
                    mostSevereFirst(findings),
                    Optional.ofNullable(shapes.get(model.bound.model())).map(shape -> modelShapes.of(model, shape)),
                    ModelFindings.problem(model.bound)));
        }
        List<ProposedGrant> grants = new Grants(request.columnGrants()).merged(all);
        List<String> fixSql =
                grants.stream().map(grant -> grant.grant().sql("")).toList();
        AuditReport report = new AuditReport(
                request.role(), role.name(), method, models, fixSql, mostSevereFirst(comparison.findings()));
        return new AuditOutcome(report, grants);
    }

    private static List<Finding> mostSevereFirst(List<Finding> findings) {
        return findings.stream()
                .sorted((one, other) -> other.severity().compareTo(one.severity()))
                .toList();
    }
}
