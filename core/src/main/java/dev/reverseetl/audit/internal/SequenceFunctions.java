package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The built-in functions that check rights on a sequence when they run.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-sequence.html">PostgreSQL: Sequence Manipulation
 *     Functions</a>
 */
final class SequenceFunctions {
    /** For the first UPDATE would do too, for the second USAGE. */
    private static final Map<String, Privilege> PRIVILEGES = Map.of(
            "nextval", Privilege.USAGE,
            "currval", Privilege.SELECT,
            "setval", Privilege.UPDATE);

    private static final Set<String> OTHERS =
            Set.of("lastval", "pg_sequence_last_value", "pg_sequence_parameters", "pg_get_sequence_data");

    private SequenceFunctions() {}

    static boolean isOne(Identifier name) {
        return PRIVILEGES.containsKey(name.value()) || OTHERS.contains(name.value());
    }

    static Optional<Privilege> privilege(Identifier name) {
        return Optional.ofNullable(PRIVILEGES.get(name.value()));
    }
}
