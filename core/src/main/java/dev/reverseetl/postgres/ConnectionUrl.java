package dev.reverseetl.postgres;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads connection URLs in libpq's and the JDBC driver's dialect. */
final class ConnectionUrl {
    private static final String JDBC = "jdbc:postgresql://";
    private static final List<String> PREFIXES = List.of(JDBC, "postgresql://", "postgres://");

    private ConnectionUrl() {}

    static ConnectionSettings parse(String url) {
        String prefix = PREFIXES.stream()
                .filter(url::startsWith)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A connection URL starts with \"jdbc:postgresql://\", \"postgresql://\" or \"postgres://\"."
                                + " This one doesn't; it is not shown, since it may hold a password"));
        try {
            return settings(UrlParts.split(url.substring(prefix.length()), prefix.equals(JDBC)));
        } catch (IllegalArgumentException e) {
            // Without the cause: it would add nothing but its stack.
            throw new IllegalArgumentException("Connection URL \"" + MaskedUrl.of(url) + "\": " + e.getMessage());
        }
    }

    private static ConnectionSettings settings(UrlParts parts) {
        List<String> problems = new ArrayList<>();
        if (!parts.unknown().isEmpty()) {
            problems.add("Unknown parameters: " + String.join(", ", parts.unknown()) + ". Known are "
                    + String.join(", ", ConnectionParameter.namesInUrl()));
        }
        ConnectionSettings.Builder builder = ConnectionDefaults.builder();
        Set<ConnectionParameter> seen = EnumSet.noneOf(ConnectionParameter.class);
        for (UrlParts.Part part : parts.known()) {
            try {
                if (!seen.add(part.parameter())) {
                    throw new IllegalArgumentException("is given twice");
                }
                part.parameter().set(builder, part.decoded());
            } catch (IllegalArgumentException e) {
                problems.add(part.name() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", problems));
        }
        return builder.build();
    }
}
