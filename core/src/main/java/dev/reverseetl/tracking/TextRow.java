package dev.reverseetl.tracking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values as PostgreSQL writes them in text. Immutable and thread-safe.
 *
 * @param values by column, in the order of the model's columns; null where the value is
 */
public record TextRow(Map<String, @Nullable String> values) {
    /**
     * Copies the values.
     *
     * @param values by column
     */
    public TextRow {
        Objects.requireNonNull(values, "values");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
