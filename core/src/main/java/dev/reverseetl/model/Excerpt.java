package dev.reverseetl.model;

import dev.reverseetl.internal.VisibleText;

/** How a message quotes a text of any length, so that what can't be seen, such as a no-break blank, is seen. */
final class Excerpt {
    private static final int MAX_CHARACTERS = 40;

    private Excerpt() {}

    static String of(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
            return '"' + VisibleText.of(text) + '"';
        }
        return '"' + VisibleText.of(text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS))) + "…\"";
    }
}
