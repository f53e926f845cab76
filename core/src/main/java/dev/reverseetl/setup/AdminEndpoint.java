package dev.reverseetl.setup;

import dev.reverseetl.segment.SegmentEndpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads host and port out of the URL that a driver says it is connected to. */
final class AdminEndpoint {
    private static final int DEFAULT_PORT = 5432;
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://(\\[[^]]+]|[^/:?,]+)(?::(\\d{1,5}))?(?:[/?].*)?");

    private AdminEndpoint() {}

    static Optional<SegmentEndpoint> of(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Optional.ofNullable(matcher.group(2)).map(Integer::valueOf).orElse(DEFAULT_PORT);
        try {
            return Optional.of(new SegmentEndpoint(matcher.group(1), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a driver or pool with URLs of its own kind
        }
    }
}
