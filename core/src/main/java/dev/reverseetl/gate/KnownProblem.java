package dev.reverseetl.gate;

import dev.reverseetl.Finding;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A problem that somebody knows of, and that doesn't close the gate until some day. Immutable and thread-safe.
 *
 * @param model the model that has it; nothing for a problem of the role or the database
 * @param code the finding's code, or the verdict of a model that doesn't pass, such as {@code MISSING}
 * @param until the last day on which it is ignored, in UTC
 * @param reason why
 */
public record KnownProblem(Optional<String> model, String code, LocalDate until, String reason) {
    /**
     * Checks that nothing is missing.
     *
     * @param model the model that has it
     * @param code the code
     * @param until the last day
     * @param reason why
     */
    public KnownProblem {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(reason, "reason");
    }

    boolean isOf(Optional<String> otherModel, Finding finding) {
        return model.equals(otherModel) && code.equals(finding.code());
    }

    /** Returns the model and the code. */
    @Override
    public String toString() {
        return code + model.map(name -> " of model \"" + name + "\"").orElse("");
    }
}
