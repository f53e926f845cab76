package dev.reverseetl.spi;

import java.util.List;
import java.util.Objects;

/**
 * A question to the server: an SQL expression with one value, which any user may read. It must not raise an error, so
 * it asks by {@code current_setting(name, true)}, {@code to_regclass}, {@code to_regproc} and the like, with names
 * qualified by {@code pg_catalog} or found there. Immutable and thread-safe.
 *
 * @param name what {@link ServerFacts#answer} knows the answer by
 * @param expression the expression; {@code ?} stands for a parameter, and {@code ??} for a question mark
 * @param parameters texts for the parameters; values from outside belong here and nowhere else
 */
public record Probe(String name, String expression, List<String> parameters) {
    /**
     * Copies the parameters.
     *
     * @param name the answer's name
     * @param expression the expression
     * @param parameters texts for the parameters
     */
    public Probe {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(expression, "expression");
        parameters = List.copyOf(parameters);
    }

    /**
     * Returns a probe.
     *
     * @param name what {@link ServerFacts#answer} knows the answer by
     * @param expression the expression
     * @param parameters texts for its parameters
     * @return the probe
     */
    public static Probe of(String name, String expression, String... parameters) {
        return new Probe(name, expression, List.of(parameters));
    }
}
