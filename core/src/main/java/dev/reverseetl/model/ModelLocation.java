package dev.reverseetl.model;

import java.util.Objects;

/**
 * Where a model is written. Immutable and thread-safe.
 *
 * @param file the file, as it was named to the reader, with {@code /} between its parts
 * @param line the line where the model begins, from 1
 * @param verbatim whether the query's text stands there as it is, so that its lines are the file's; not so where a tool
 *     such as dbt makes the query from what is written
 */
public record ModelLocation(String file, int line, boolean verbatim) {
    /**
     * Checks the parts.
     *
     * @param file the file; not blank
     * @param line the line; at least 1
     * @param verbatim whether the query's text stands there as it is
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
