package dev.reverseetl.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises the statements among a client's messages. Drivers prepare what they often run, after which its text is not
 * sent any more: a Bind of a statement that was bound before counts as that statement again.
 */
final class WireStatements {
    private final Map<String, String> prepared = new HashMap<>();
    private final Set<String> notYetBound = new HashSet<>();

    /** The SQL that begins with this message, if one does. */
    Optional<String> startedBy(WireMessage message) {
        return switch (message.type()) {
            case 'Q' -> Optional.of(message.text(0));
            case 'P' -> {
                String name = message.text(0);
                String sql = message.textAfter(0);
                prepared.put(name, sql);
                notYetBound.add(name);
                yield Optional.of(sql);
            }
            case 'B' -> {
                String name = message.textAfter(0);
                yield notYetBound.remove(name) ? Optional.empty() : Optional.ofNullable(prepared.get(name));
            }
            default -> Optional.empty();
        };
    }
}
