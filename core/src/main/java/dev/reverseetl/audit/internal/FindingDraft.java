package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings. */
final class FindingDraft {
    private final List<Finding> findings = new ArrayList<>();

    void blocker(String code, String message, String remedy) {
        add(new Finding(code, Severity.BLOCKER, message, remedy));
    }

    void warning(String code, String message, String remedy) {
        add(new Finding(code, Severity.WARNING, message, remedy));
    }

    void notice(String code, String message, String remedy) {
        add(new Finding(code, Severity.NOTICE, message, remedy));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** {@return the findings, the most severe first} */
    List<Finding> sorted() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }
}
