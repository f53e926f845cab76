package dev.reverseetl.model;

/** How a message quotes a text of any length, so that what can't be seen, such as a no-break blank, is seen. */
final class Excerpt {
    private static final int MAX_CHARACTERS = 40;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder excerpt = new StringBuilder("\"");
        text.codePoints().limit(MAX_CHARACTERS).forEach(c -> {
            if (c == ' ' || isVisible(c)) {
                excerpt.appendCodePoint(c);
            } else {
                excerpt.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return excerpt.append(text.codePointCount(0, text.length()) > MAX_CHARACTERS ? "…\"" : "\"")
                .toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
