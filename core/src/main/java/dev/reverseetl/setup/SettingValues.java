package dev.reverseetl.setup;

import dev.reverseetl.postgres.SearchPath;
import java.util.Optional;

/** Compares values of settings, which PostgreSQL may store in another spelling than they were given in. */
final class SettingValues {
    private SettingValues() {}

    static boolean same(String setting, Optional<String> one, Optional<String> other) {
        return setting.equals("search_path")
                ? one.map(SearchPath::parse).equals(other.map(SearchPath::parse))
                : one.equals(other);
    }
}
