package dev.reverseetl.report;

import dev.reverseetl.gate.GateProblem;
import java.util.Locale;

/** Words that the renderings of a gate share. */
final class GateWords {
    private GateWords() {}

    static String model(GateProblem problem) {
        return problem.model().map(name -> ", model \"" + name + "\"").orElse("");
    }

    /** A code in words: {@code CONTRACT_COLUMN_GONE} is "Contract column gone". */
    static String title(String code) {
        String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
