package dev.reverseetl.provider.heroku.standin;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer on its way. */
record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static Answer json(int status, @Nullable Object value) {
        return new Answer(
                status,
                "application/json",
                Json.write(value),
                Map.of("RateLimit-Remaining", "4400", "Request-Id", "0a1b2c3d-stand-in"));
    }

    /** Heroku's form of an error. */
    static Answer error(int status, String id, String message) {
        return json(status, Json.object("id", id, "message", message));
    }

    /** The same about a kind of thing that wasn't found. */
    static Answer notFound(String resource, String message) {
        return json(404, Json.object("resource", resource, "id", "not_found", "message", message));
    }

    static Answer html(int status) {
        return new Answer(
                status,
                "text/html",
                "<!DOCTYPE html><html><head><title>Application error</title></head><body></body></html>",
                Map.of());
    }

    Answer with(String header, String value) {
        return new Answer(status, contentType, body, Map.of(header, value));
    }

    Answer withBody(String other) {
        return new Answer(status, contentType, other, headers);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
