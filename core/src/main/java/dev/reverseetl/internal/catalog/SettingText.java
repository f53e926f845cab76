package dev.reverseetl.internal.catalog;

import java.util.Locale;

/** Reads values of settings as they are stored: in the spelling in which they were given. */
public final class SettingText {
    private SettingText() {}

    /** Tells whether PostgreSQL reads a truth value that it has accepted as true: in any case, and abbreviated. */
    public static boolean isOn(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        boolean abbreviated = !text.isEmpty() && ("true".startsWith(text) || "yes".startsWith(text));
        return abbreviated || text.equals("on") || text.equals("1");
    }
}
