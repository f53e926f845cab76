package dev.reverseetl.provider.rds;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request of a Query API. Immutable. */
final class QueryRequest {
    private final QueryService service;
    private final String action;
    private final Map<String, String> parameters;

    private QueryRequest(QueryService service, String action, Map<String, String> parameters) {
        this.service = service;
        this.action = action;
        this.parameters = parameters;
    }

    static QueryRequest of(QueryService service, String action) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", action);
        parameters.put("Version", service.version());
        return new QueryRequest(service, action, parameters);
    }

    QueryService service() {
        return service;
    }

    String action() {
        return action;
    }

    QueryRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new QueryRequest(service, action, more);
    }

    QueryRequest with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    /** Adds {@code name.1}, {@code name.2} and so on. */
    QueryRequest withEach(String name, Collection<String> values) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        int number = 0;
        for (String value : values) {
            more.put(name + "." + ++number, value);
        }
        return new QueryRequest(service, action, more);
    }

    /** Narrows the answer to what has one of these values. */
    QueryRequest filteredBy(String name, Collection<String> values) {
        int number = 1;
        while (parameters.containsKey(service.filter(number) + ".Name")) {
            number++;
        }
        return with(service.filter(number) + ".Name", name).withEach(service.filterValues(number), values);
    }

    /** Asks for another page than the first; empty is the first. */
    QueryRequest page(String token) {
        return token.isEmpty() ? this : with(service.pageParameter(), token);
    }

    byte[] form() {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
