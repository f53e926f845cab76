package dev.reverseetl.report;

import dev.reverseetl.Finding;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.audit.Opaque;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what an audit says of each model: the verdict, and what led to it. */
final class ModelAuditText {
    private final TextPage page;
    private final AuditReport report;

    ModelAuditText(TextPage page, AuditReport report) {
        this.page = page;
        this.report = report;
    }

    void write() {
        List<ModelAudit> models = report.models();
        if (models.isEmpty()) {
            return;
        }
        page.heading("MODELS");
        for (int i = 0; i < models.size(); i++) {
            ModelAudit model = models.get(i);
            page.item(i + 1, quoted(model.name()) + ": " + verdict(model));
            model.missing().forEach(this::missing);
            model.opaque().forEach(this::opaque);
            model.findings().forEach(this::finding);
        }
    }

    private static String verdict(ModelAudit model) {
        Verdict verdict = model.verdict();
        String meaning = switch (verdict) {
            case OK -> "";
            case MISSING -> ". The query fails for the role.";
            case FILTERED -> ". The query runs, but row security silently hides rows.";
            case CHANGED_MEANING -> ". A name stands for another object when the role runs the query.";
            case OK_EXCEPT_OPAQUE -> ". Nothing known is missing, but what it calls may check rights inside.";
            case UNRESOLVABLE -> ". The query can't be parsed, or names in it can't be found.";
            case NOT_AUDITABLE -> ". The user who audits may not look closely enough.";
        };
        String blocked = verdict.isPassed() && !model.passed() ? ", but BLOCKED by what was found" : "";
        return verdict + blocked + meaning;
    }

    private void missing(MissingPrivilege missing) {
        page.detail("Lacks", atom(missing));
        page.detail("Why", String.join(" > ", missing.why()));
        if (missing.soft()) {
            page.detail("Note", "PostgreSQL's planner may leave this check out. Granting it is harmless.");
        }
        if (missing.sql().isPresent()) {
            page.detail("Who", "can grant it: " + missing.grantableBy());
        } else {
            page.detail("To do", "It holds secrets and must not be opened to the role: change the query.");
        }
    }

    private String atom(MissingPrivilege missing) {
        return missing.privilege() + " on " + kind(missing.objectKind()) + " " + missing.quotedName()
                + columns(missing.columns()) + ", for " + grantee(missing.grantee());
    }

    private String grantee(Identifier grantee) {
        return grantee.equals(report.role()) || grantee.equals(report.actingRole())
                ? grantee.quoted()
                : grantee.quoted() + ", the owner of a view on the way";
    }

    private static String kind(ObjectKind kind) {
        return switch (kind) {
            case SCHEMA -> "schema";
            case TABLE -> "table";
            case VIEW -> "view";
            case MATERIALIZED_VIEW -> "materialized view";
            case FOREIGN_TABLE -> "foreign table";
            case SEQUENCE -> "sequence";
            case ROUTINE -> "routine";
        };
    }

    private static String columns(NeededColumns columns) {
        return switch (columns.extent()) {
            case ALL -> ", all columns";
            case ANY -> ", any one column";
            case NAMED ->
                columns.names().stream()
                        .map(Identifier::quoted)
                        .collect(
                                Collectors.joining(", ", columns.names().size() == 1 ? ", column " : ", columns ", ""));
            case NONE -> "";
        };
    }

    private void opaque(Opaque opaque) {
        page.detail("Opaque", opaque.object() + ": " + opaque.reason());
    }

    private void finding(Finding finding) {
        page.detail("Found", finding.severity() + " " + finding.code() + ". " + finding.message());
        page.detail("To do", finding.remedy());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
