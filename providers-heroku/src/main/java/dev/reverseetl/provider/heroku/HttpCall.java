package dev.reverseetl.provider.heroku;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call to one of Heroku's interfaces.
 *
 * @param what what it does, as a phrase for messages, such as {@code reading the credentials of "postgresql-flat-1"}
 * @param method the HTTP method
 * @param uri the address
 * @param headers what is sent besides the token
 * @param body the JSON that is sent
 * @param repeatable whether a second call does no harm if the first took effect
 */
record HttpCall(
        String what, String method, URI uri, Map<String, String> headers, Optional<String> body, boolean repeatable) {
    private static final String VERSION_3 = "application/vnd.heroku+json; version=3";

    static HttpCall get(String what, URI base, String path) {
        return new HttpCall(what, "GET", at(base, path), Map.of("Accept", VERSION_3), Optional.empty(), true);
    }

    /** A POST that only asks. */
    static HttpCall ask(String what, URI base, String path, Map<String, String> body) {
        return new HttpCall(
                what,
                "POST",
                at(base, path),
                Map.of("Accept", VERSION_3 + ".sdk", "Accept-Expansion", "addon_service,plan"),
                Optional.of(json(body)),
                true);
    }

    /** A POST that changes something. */
    static HttpCall change(String what, URI base, String path, Map<String, String> body) {
        return new HttpCall(what, "POST", at(base, path), Map.of("Accept", VERSION_3), Optional.of(json(body)), false);
    }

    static HttpCall delete(String what, URI base, String path) {
        return new HttpCall(what, "DELETE", at(base, path), Map.of("Accept", VERSION_3), Optional.empty(), true);
    }

    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        body.ifPresent(json -> request.header("Content-Type", "application/json"));
        return request.method(
                method,
                body.map(json -> HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
    }

    /** Every part of a path is a name or an id that was checked before. */
    private static URI at(URI base, String path) {
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    private static String json(Map<String, String> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return what;
    }
}
