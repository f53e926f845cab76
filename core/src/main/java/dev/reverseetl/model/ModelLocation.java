package dev.reverseetl.model;

import java.util.Objects;

/**
 * Where a model is written. Immutable and thread-safe.
 *
 * @param file the file, as it was named to the reader, with {@code /} between its parts
 * @param line the line where the query's text begins, from 1
 */
public record ModelLocation(String file, int line) {
    /**
     * Checks the parts.
     *
     * @param file the file; not blank
     * @param line the line; at least 1
     * @throws IllegalArgumentException if one of them is not
     */
    public ModelLocation {
        Objects.requireNonNull(file, "file");
        if (file.isBlank() || line < 1) {
            throw new IllegalArgumentException("No place in a file: " + Excerpt.of(file) + ", line " + line);
        }
    }

    /** {@return the file and the line, as compilers print them: {@code models/users.sql:1}} */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
