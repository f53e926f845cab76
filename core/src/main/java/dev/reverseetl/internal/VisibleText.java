package dev.reverseetl.internal;

import java.util.Locale;

/**
 * Makes text safe to show: what a terminal would act on, hide or draw as a plain space is spelt out as
 * {@code <U+001B>}. Names and messages come from the database, and somebody may have chosen them for the reader's
 * terminal.
 */
public final class VisibleText {
    private VisibleText() {}

    /** Returns the text without anything that acts on its reader. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isPlain(character)) {
                visible.appendCodePoint(character);
            } else {
                visible.append(String.format(Locale.ROOT, "<U+%04X>", character));
            }
        });
        return visible.toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }
}
