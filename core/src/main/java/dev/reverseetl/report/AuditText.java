package dev.reverseetl.report;

import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.Verdict;
import java.util.List;

/** Writes an audit as a page: how it was made, each model, and the statements that grant what is missing. */
final class AuditText {
    private final AuditReport report;

    AuditText(AuditReport report) {
        this.report = report;
    }

    String write() {
        TextPage page = new TextPage("AUDIT: " + outcome());
        page.fact("Role", report.role().quoted());
        if (!report.actingRole().equals(report.role())) {
            page.fact("Acts as", report.actingRole().quoted());
        }
        page.fact("Method", method(report.method()));
        report.method().unknown().forEach(unknown -> page.fact("Unknown", unknown));
        page.fact("Models", ModelCounts.of(report));
        page.fact("Missing", missing());
        FindingText findings = new FindingText(page);
        findings.blockersAndWarnings(report.findings());
        new ModelAuditText(page, report).write();
        fix(page);
        findings.notices(report.findings());
        return page.toString();
    }

    private String outcome() {
        if (!report.passed()) {
            return "NOT PASSED";
        }
        return report.models().stream().allMatch(model -> model.verdict() == Verdict.OK)
                ? "passed"
                : "passed as far as one can look inside";
    }

    private static String method(AuditMethod method) {
        String binding = switch (method.binding()) {
            case TEMPORARY_VIEWS -> "names found by way of temporary views, rolled back at once";
            case PARSE_ONLY -> "names found by the parser alone";
        };
        return binding + (method.explained() ? "; confirmed by EXPLAIN as the role" : "; not confirmed by EXPLAIN");
    }

    private String missing() {
        int all = report.missing().size();
        long never =
                report.missing().stream().filter(one -> one.sql().isEmpty()).count();
        if (all == 0) {
            return "nothing";
        }
        return all
                + (all == 1 ? " privilege" : " privileges")
                + (never == 0 ? "" : ", of which " + never + " must not be granted");
    }

    private void fix(TextPage page) {
        List<String> statements = report.fixSql();
        if (!statements.isEmpty()) {
            page.heading("FIX: statements that grant what is missing, in this order; nothing has been changed");
            page.statements(statements);
        }
    }
}
