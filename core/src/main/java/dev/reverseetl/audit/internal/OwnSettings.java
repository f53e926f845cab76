package dev.reverseetl.audit.internal;

import java.util.List;
import java.util.Optional;

/** The settings that a function brings along and that decide on what it may do, or on what its body means. */
final class OwnSettings {
    private static final List<String> DECISIVE = List.of(
            "role",
            "session_authorization",
            "row_security",
            "default_text_search_config",
            "standard_conforming_strings");

    private OwnSettings() {}

    /** Returns the name of one, if there is any. */
    static Optional<String> decisive(RoutineEntry routine) {
        return routine.settings().stream()
                .map(setting -> setting.substring(0, Math.max(0, setting.indexOf('='))))
                .filter(DECISIVE::contains)
                .findFirst();
    }
}
