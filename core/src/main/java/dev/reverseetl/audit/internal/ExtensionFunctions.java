package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.Set;
import java.util.stream.Stream;

/** The compiled functions of well-known extensions that read tables by themselves. All others are trusted not to. */
final class ExtensionFunctions {
    private static final Set<String> NAMES = Set.of(
            "connectby",
            "crosstab",
            "crosstabn",
            "get_raw_page",
            "pg_prewarm",
            "pgrowlocks",
            "pgstattuple",
            "st_estimatedextent",
            "st_findextent",
            "xpath_table");

    private ExtensionFunctions() {}

    static boolean readsTables(Identifier name) {
        return NAMES.contains(name.value())
                || Stream.of("dblink", "crosstab", "postgres_fdw", "pgr_").anyMatch(name.value()::startsWith);
    }
}
