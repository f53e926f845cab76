package dev.reverseetl.report;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.List;
import java.util.stream.IntStream;

/** Writes findings: what was found, and what to do. */
final class FindingText {
    private final TextPage page;

    FindingText(TextPage page) {
        this.page = page;
    }

    /** Writes those that have to be dealt with, the worst first. */
    void blockersAndWarnings(List<Finding> findings) {
        section("BLOCKERS: it can't work before these are gone", of(findings, Severity.BLOCKER));
        section("WARNINGS", of(findings, Severity.WARNING));
    }

    /** Writes those that are only worth knowing. */
    void notices(List<Finding> findings) {
        section("NOTICES", of(findings, Severity.NOTICE));
    }

    private void section(String heading, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        page.heading(heading);
        IntStream.range(0, findings.size()).forEach(i -> {
            Finding finding = findings.get(i);
            page.item(i + 1, finding.code());
            page.detail("Found", finding.message());
            page.detail("To do", finding.remedy());
        });
    }

    private static List<Finding> of(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
