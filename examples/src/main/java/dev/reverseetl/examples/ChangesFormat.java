package dev.reverseetl.examples;

import java.util.Locale;

/** What a program that tracks changes writes. */
enum ChangesFormat {
    /** One line of JSON for each change. */
    JSONL,
    /** How many changes there are. */
    SUMMARY;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
