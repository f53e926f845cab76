package dev.reverseetl.report;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.Verdict;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says how many models were audited, and how many of each verdict there are. */
final class ModelCounts {
    private ModelCounts() {}

    static String of(AuditReport report) {
        return report.models().size()
                + Arrays.stream(Verdict.values())
                        .filter(verdict -> count(report, verdict) > 0)
                        .map(verdict -> count(report, verdict) + " " + verdict)
                        .collect(Collectors.joining(", ", report.models().isEmpty() ? "" : ": ", ""));
    }

    /** Adds the line to a page about something else. */
    static void write(Optional<AuditReport> report, String when, TextPage page) {
        report.ifPresent(audit -> page.fact("Models", of(audit) + ", " + when));
    }

    private static long count(AuditReport report, Verdict verdict) {
        return report.models().stream()
                .map(ModelAudit::verdict)
                .filter(verdict::equals)
                .count();
    }
}
