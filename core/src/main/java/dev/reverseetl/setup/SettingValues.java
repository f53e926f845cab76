package dev.reverseetl.setup;

import dev.reverseetl.postgres.SearchPath;
import java.util.Locale;
import java.util.Optional;

/** Compares values of settings, which PostgreSQL may store in another spelling than they were given in. */
final class SettingValues {
    private SettingValues() {}

    /** PostgreSQL takes any beginning of these words that is unambiguous. */
    static boolean isOff(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        boolean no = !word.isEmpty() && ("false".startsWith(word) || "no".startsWith(word));
        return no || word.equals("of") || word.equals("off") || word.equals("0");
    }

    static boolean same(String setting, Optional<String> one, Optional<String> other) {
        return setting.equals("search_path")
                ? one.map(SearchPath::parse).equals(other.map(SearchPath::parse))
                : one.equals(other);
    }
}
