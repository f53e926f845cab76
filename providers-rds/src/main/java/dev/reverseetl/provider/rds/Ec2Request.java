package dev.reverseetl.provider.rds;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request of EC2's Query API. Immutable. */
final class Ec2Request {
    private static final String VERSION = "2016-11-15";

    private final String action;
    private final Map<String, String> parameters;

    private Ec2Request(String action, Map<String, String> parameters) {
        this.action = action;
        this.parameters = parameters;
    }

    static Ec2Request of(String action) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", action);
        parameters.put("Version", VERSION);
        return new Ec2Request(action, parameters);
    }

    String action() {
        return action;
    }

    Ec2Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Ec2Request(action, more);
    }

    Ec2Request with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    /** Adds {@code name.1}, {@code name.2} and so on. */
    Ec2Request withEach(String name, Collection<String> values) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        int number = 0;
        for (String value : values) {
            more.put(name + "." + ++number, value);
        }
        return new Ec2Request(action, more);
    }

    /** Narrows the answer to what has one of these values. */
    Ec2Request filteredBy(String name, Collection<String> values) {
        int number = 1;
        while (parameters.containsKey("Filter." + number + ".Name")) {
            number++;
        }
        String filter = "Filter." + number;
        return with(filter + ".Name", name).withEach(filter + ".Value", values);
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
