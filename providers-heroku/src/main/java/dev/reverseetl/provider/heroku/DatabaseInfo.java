package dev.reverseetl.provider.heroku;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code heroku pg:info} shows of a database.
 *
 * @param following the database that it follows, if it is a read-only copy
 * @param lines its lines, by their names
 */
record DatabaseInfo(Optional<String> following, Map<String, String> lines) {
    /** Until they are available, Heroku refuses to make credentials on the larger plans. */
    private static final List<String> NEEDED = List.of("Fork/Follow", "HA Status");

    static DatabaseInfo read(JsonAnswer json) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (JsonAnswer line : json.member("info").items()) {
            String values = String.join(
                    ", ",
                    line.member("values").items().stream()
                            .map(JsonAnswer::asText)
                            .toList());
            line.text("name").ifPresent(name -> lines.put(name, values));
        }
        return new DatabaseInfo(json.text("following").or(() -> Optional.ofNullable(lines.get("Following"))), lines);
    }

    /** Nothing is known of a database of the Advanced tier. */
    static DatabaseInfo unknown() {
        return new DatabaseInfo(Optional.empty(), Map.of());
    }

    /** Returns what isn't ready yet, such as {@code HA Status: Temporarily Unavailable}. */
    List<String> unready() {
        return NEEDED.stream()
                .filter(name ->
                        lines.getOrDefault(name, "").toLowerCase(Locale.ROOT).contains("unavailable"))
                .map(name -> name + ": " + lines.get(name))
                .toList();
    }
}
