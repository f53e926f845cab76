package dev.reverseetl.provider.rds.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of a Query API's form. */
record Parameters(Map<String, String> all) {
    private static final Pattern AMPERSAND = Pattern.compile("&");

    Parameters {
        all = Map.copyOf(all);
    }

    static Parameters ofForm(String form) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : AMPERSAND.split(form, -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Parameters(all);
    }

    boolean has(String name) {
        return all.containsKey(name);
    }

    String value(String name) {
        return all.getOrDefault(name, "");
    }

    int number(String name, int otherwise) {
        return has(name) ? Integer.parseInt(value(name)) : otherwise;
    }

    /** Returns {@code name.1}, {@code name.2} and so on. */
    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 1; has(name + "." + i); i++) {
            values.add(value(name + "." + i));
        }
        return values;
    }

    /** Returns the filters of EC2's form. */
    Map<String, List<String>> filters() {
        return filters("Filter", "Value");
    }

    /** Returns the filters of RDS's form. */
    Map<String, List<String>> rdsFilters() {
        return filters("Filters.Filter", "Values.Value");
    }

    private Map<String, List<String>> filters(String prefix, String valuesName) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (int i = 1; has(prefix + "." + i + ".Name"); i++) {
            filters.put(value(prefix + "." + i + ".Name"), list(prefix + "." + i + "." + valuesName));
        }
        return filters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
