package dev.reverseetl.setup;

import dev.reverseetl.postgres.SearchPath;
import java.util.Locale;
import java.util.Optional;

/** Reads and compares values of settings, which PostgreSQL may store in another spelling than they were given in. */
final class SettingValues {
    private SettingValues() {}

    /** As PostgreSQL reads a truth value that it has accepted: in any case, and abbreviated. */
    static boolean isOn(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        boolean abbreviated = !text.isEmpty() && ("true".startsWith(text) || "yes".startsWith(text));
        return abbreviated || text.equals("on") || text.equals("1");
    }

    static boolean same(String setting, Optional<String> one, Optional<String> other) {
        return setting.equals("search_path")
                ? one.map(SearchPath::parse).equals(other.map(SearchPath::parse))
                : one.equals(other);
    }
}
