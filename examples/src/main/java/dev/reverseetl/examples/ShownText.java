package dev.reverseetl.examples;

import java.util.Locale;

/** Makes one line of what somebody else wrote, such as a file's name: what a terminal would obey is spelt out. */
final class ShownText {
    private ShownText() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED -> shown.append(String.format(Locale.ROOT, "<U+%04X>", character));
                default -> shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }
}
