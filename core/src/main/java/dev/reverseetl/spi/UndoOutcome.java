package dev.reverseetl.spi;

import dev.reverseetl.Finding;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of taking an {@link ExternalStep} back. Immutable and thread-safe.
 *
 * @param removed whether something was removed
 * @param finding why something was left alone, if it was
 */
public record UndoOutcome(boolean removed, Optional<Finding> finding) {
    /**
     * Checks that nothing is missing.
     *
     * @param removed whether something was removed
     * @param finding why something was left alone
     */
    public UndoOutcome {
        Objects.requireNonNull(finding, "finding");
    }

    /** {@return that it was removed} */
    public static UndoOutcome done() {
        return new UndoOutcome(true, Optional.empty());
    }

    /** {@return that there was nothing to remove} */
    public static UndoOutcome notThere() {
        return new UndoOutcome(false, Optional.empty());
    }

    /**
     * Says that it was left alone.
     *
     * @param why what is left, why, and what to do about it
     * @return the outcome
     */
    public static UndoOutcome left(Finding why) {
        return new UndoOutcome(false, Optional.of(why));
    }
}
