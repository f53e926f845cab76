package dev.reverseetl.report;

import dev.reverseetl.audit.AuditReport;

/**
 * Renders an {@link AuditReport}. Opens no connection, and shows no secret. Both renderings are deterministic. The
 * methods may be called by any number of threads.
 */
public final class PermissionReport {
    private PermissionReport() {}

    /**
     * Returns the audit for people: the verdict on each model, who lacks what, why the query needs it and who can grant
     * it, and the statements that grant it all, to be pasted. Plain text as {@link PlanReport#text} has it.
     *
     * @param report the audit's report
     * @return the text, ending with a line break
     */
    public static String text(AuditReport report) {
        return new AuditText(report).write();
    }

    /**
     * Returns the audit as a JSON object, indented, in the format {@code reverse-etl-audit} that {@code docs/json.md}
     * describes and {@code docs/audit-report.schema.json} defines.
     *
     * @param report the audit's report
     * @return the JSON, ending with a line break
     */
    public static String json(AuditReport report) {
        return AuditJson.write(report);
    }
}
