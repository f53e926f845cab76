package dev.reverseetl.report;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.gate.GateProblem;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.postgres.Identifier;
import java.io.IOException;
import java.util.Optional;

/** Writes an audit as JSON: in camel case and with nulls, unlike the other reports, for tools that bind it to types. */
final class AuditJson {
    private static final String FORMAT = "reverse-etl-audit";
    private static final String VERSION = "schemaVersion";

    private AuditJson() {}

    static String write(AuditReport report) {
        return JsonReport.write(FORMAT, VERSION, json -> members(json, report));
    }

    /** Writes the audit of a gate, and what the gate has found. */
    static String write(GateResult result) {
        return JsonReport.write(FORMAT, VERSION, json -> {
            members(json, result.audit());
            json.object("gate", gate -> {
                gate.flag("passed", result.passed());
                gate.flag("compared", result.compared());
                gate.objects("problems", result.problems(), problem -> problem(gate, problem));
            });
        });
    }

    private static void problem(JsonReport json, GateProblem problem) throws IOException {
        json.text("code", problem.finding().code());
        json.text("severity", problem.finding().severity().name());
        json.text("message", problem.finding().message());
        json.text("remedy", problem.finding().remedy());
        json.textOrNull("model", problem.model());
        json.textOrNull("file", problem.place().map(GateProblem.Place::file));
        json.number("line", problem.place().map(GateProblem.Place::line).orElse(0));
        json.number("column", problem.place().map(GateProblem.Place::column).orElse(0));
        json.textOrNull("knownUntil", problem.known().map(known -> known.until().toString()));
    }

    /** Writes it as a part of another report, where there is one. */
    static void part(JsonReport json, Optional<AuditReport> report) throws IOException {
        if (report.isPresent()) {
            json.report("audit", FORMAT, VERSION, part -> members(part, report.get()));
        }
    }

    private static void members(JsonReport json, AuditReport report) throws IOException {
        json.text("role", report.role().value());
        json.text("actingRole", report.actingRole().value());
        json.object("method", method -> {
            method.text("binding", report.method().binding().name());
            method.flag("explained", report.method().explained());
            method.texts("unknown", report.method().unknown());
        });
        json.flag("passed", report.passed());
        json.objects("models", report.models(), model -> model(json, model));
        json.texts("fixSql", report.fixSql());
        json.findings(report.findings());
    }

    private static void model(JsonReport json, ModelAudit model) throws IOException {
        json.text("name", model.name());
        json.text("verdict", model.verdict().name());
        json.flag("passed", model.passed());
        json.objects("missing", model.missing(), missing -> missing(json, missing));
        json.objects("opaque", model.opaque(), opaque -> {
            json.text("object", opaque.object());
            json.text("reason", opaque.reason());
        });
        json.findings(model.findings());
    }

    private static void missing(JsonReport json, MissingPrivilege missing) throws IOException {
        json.text("grantee", missing.grantee().value());
        json.text("privilege", missing.privilege().name());
        json.text("objectKind", missing.objectKind().name());
        json.number("oid", missing.oid());
        json.textOrNull("schema", missing.schema().map(Identifier::value));
        json.text("object", missing.object().value());
        columns(json, missing.columns());
        json.flag("soft", missing.soft());
        json.texts("why", missing.why());
        json.textOrNull("sql", missing.sql());
        json.text("grantableBy", missing.grantableBy());
    }

    private static void columns(JsonReport json, NeededColumns columns) throws IOException {
        switch (columns.extent()) {
            case ALL -> json.text("columns", "all");
            case ANY -> json.text("columns", "any");
            case NAMED ->
                json.texts(
                        "columns",
                        columns.names().stream().map(Identifier::value).toList());
            case NONE -> json.nothing("columns");
        }
    }
}
