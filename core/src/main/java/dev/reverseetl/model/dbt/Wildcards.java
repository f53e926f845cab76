package dev.reverseetl.model.dbt;

import java.util.regex.Pattern;

/** A pattern as dbt takes it: {@code *} for any characters, {@code ?} for one, {@code [ab]} for one of some. */
final class Wildcards {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[]");

    private final Pattern pattern;
    private final boolean some;

    Wildcards(String text) {
        some = SPECIAL.matcher(text).find();
        pattern = Pattern.compile(some ? regex(text) : Pattern.quote(text), Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** Whether there are any, so that it isn't just a text. */
    boolean some() {
        return some;
    }

    private static String regex(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '[' ? text.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(regex.toString().endsWith(".*") ? "" : ".*"); // one does, and costs less than several
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                regex.append(oneOf(text.substring(i + 1, end)));
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String oneOf(String characters) {
        boolean not = characters.startsWith("!");
        StringBuilder set = new StringBuilder(not ? "[^" : "[");
        for (char c : characters.substring(not ? 1 : 0).toCharArray()) {
            set.append(c == '-' ? "-" : "\\x{" + Integer.toHexString(c) + '}');
        }
        return set.append(']').toString();
    }
}
