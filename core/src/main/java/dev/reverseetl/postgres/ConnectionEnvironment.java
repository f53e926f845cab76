package dev.reverseetl.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads libpq's environment variables. */
final class ConnectionEnvironment {
    private ConnectionEnvironment() {}

    static ConnectionSettings read(Map<String, String> environment) {
        List<String> problems = refused(environment);
        ConnectionSettings.Builder builder = ConnectionDefaults.builder();
        for (ConnectionParameter parameter : ConnectionParameter.values()) {
            String value = value(environment, parameter.variable());
            try {
                if (!value.isEmpty()) {
                    parameter.set(builder, value);
                }
            } catch (IllegalArgumentException e) {
                problems.add(parameter.variable() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", problems));
        }
        return builder.build();
    }

    /** What psql would obey and this library doesn't read, so that both would end up at different servers. */
    private static List<String> refused(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        if (!value(environment, "PGSERVICE").isEmpty()) {
            problems.add("PGSERVICE is set, but service files are not read."
                    + " Unset it and set PGHOST, PGPORT, PGDATABASE and PGUSER");
        }
        if (!value(environment, "PGHOSTADDR").isEmpty()
                && value(environment, "PGHOST").isEmpty()) {
            problems.add("PGHOSTADDR is set, but not read. Set PGHOST");
        }
        if (!value(environment, "PGPASSFILE").isEmpty()
                && value(environment, "PGPASSWORD").isEmpty()) {
            problems.add("PGPASSFILE is set, but password files are not read. Unset it or set PGPASSWORD");
        }
        return problems;
    }

    private static String value(Map<String, String> environment, String variable) {
        return environment.getOrDefault(variable, "");
    }
}
