package dev.reverseetl.gate;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a gate found. Immutable and thread-safe.
 *
 * @param model the model that it is about; nothing for what is about the role, the database or the gate's files
 * @param place where it is written, if it is about a model that was read from a file
 * @param finding what was found
 * @param known that it is known and doesn't count today, if so
 */
public record GateProblem(
        Optional<String> model, Optional<Place> place, Finding finding, Optional<KnownProblem> known) {
    /**
     * Checks that nothing is missing.
     *
     * @param model the model
     * @param place where it is written
     * @param finding what was found
     * @param known that it is known
     */
    public GateProblem {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(known, "known");
    }

    /** {@return whether it closes the gate} */
    public boolean closes() {
        return known.isEmpty() && finding.severity() == Severity.BLOCKER;
    }

    /**
     * A place in a file, as editors show it. Immutable and thread-safe.
     *
     * @param file the file, with {@code /} between its parts
     * @param line the line, from 1
     * @param column the character in the line, from 1
     */
    public record Place(String file, int line, int column) {
        /** {@return the place, as compilers print it} */
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }
}
