package dev.reverseetl.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours of a report in text for a terminal: what is bad in red, what is doubtful in yellow, what is good in green.
 */
final class Colours {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String NONE = "\u001b[39m";

    private static final Pattern WORDS = Pattern.compile("(?m)(?<=^AUDIT: |^GATE: )(?<outcome>NOT PASSED|passed.*)$"
            + "|(?<=^ {0,3}\\d{1,4}\\. \"[^\\n]{1,500}\": )(?<verdict>[A-Z_]+)"
            + "|(?<=^      Found  )(?<severity>BLOCKER|WARNING)");

    private Colours() {}

    /** Returns the text with colours; nothing in it could have been one, since reports spell such characters out. */
    static String of(String report) {
        return WORDS.matcher(report)
                .replaceAll(words -> Matcher.quoteReplacement(colour(words.group()) + words.group() + NONE));
    }

    private static String colour(String word) {
        if (word.equals("WARNING")) {
            return YELLOW;
        }
        return word.startsWith("passed") || word.startsWith("OK") ? GREEN : RED;
    }
}
