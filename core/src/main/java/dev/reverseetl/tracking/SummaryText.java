package dev.reverseetl.tracking;

import java.util.Locale;
import java.util.stream.Collectors;

/** One line about a run. */
final class SummaryText {
    private SummaryText() {}

    static String of(RunSummary summary, boolean ended) {
        return "model \"" + summary.model().replaceAll("\\p{Cntrl}", "?") + "\", run " + summary.run() + " ("
                + word(summary.origin()) + "): " + summary.added() + " added, " + summary.updated() + " updated, "
                + summary.deleted() + " deleted, " + summary.acknowledged() + " acknowledged"
                + (summary.rejected() == 0 ? "" : ", " + summary.rejected() + " rejected")
                + (summary.setAside().isEmpty() ? "" : ", " + summary.setAside())
                + (summary.held().isPresent() ? ", held" : "")
                + (ended ? "" : ", closed before its end")
                + "; " + summary.pendingBytes() + " bytes, " + summary.parallelWorkers() + " workers; "
                + summary.durations().entrySet().stream()
                        .map(phase ->
                                word(phase.getKey()) + " " + phase.getValue().toMillis() + " ms")
                        .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
