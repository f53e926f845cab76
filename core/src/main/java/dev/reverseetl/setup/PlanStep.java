package dev.reverseetl.setup;

import dev.reverseetl.internal.change.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link SetupPlan}: what it does, why, the exact statement, how it is undone, and who must run it where
 * the administrator can't. Immutable and thread-safe; two steps are equal if they run the same statement in the same
 * way.
 */
public final class PlanStep {
    /** How a statement shows where a password's verifier belongs: as a variable of psql. */
    static final String VERIFIER_VARIABLE = ":'verifier'";

    private final Change change;
    private final String why;
    private final Optional<ForeignStep> foreign;
    private final boolean waiting;

    PlanStep(Change change, String why, Optional<ForeignStep> foreign, boolean waiting) {
        this.change = change;
        this.why = why;
        this.foreign = foreign;
        this.waiting = waiting;
    }

    /** {@return a stable code for the kind of step, such as {@code CREATE_ROLE}; listed in the README} */
    public String code() {
        return change.code();
    }

    /** {@return what the step does, as a sentence without a full stop} */
    public String what() {
        return change.what();
    }

    /** {@return why it is needed, as a sentence} */
    public String why() {
        return why;
    }

    /** {@return the exact statement, with the psql variable {@code :'verifier'} where a password's verifier belongs} */
    public String sql() {
        return change.sql(VERIFIER_VARIABLE);
    }

    /** {@return the statement that undoes it, or nothing where nothing does} */
    public Optional<String> undoSql() {
        return change.inverse().map(inverse -> inverse.sql(VERIFIER_VARIABLE));
    }

    /** {@return who must run it instead of the administrator, or nothing where the administrator can} */
    public Optional<ForeignStep> foreign() {
        return foreign;
    }

    /** {@return whether the administrator can't run it itself} */
    public boolean isForeign() {
        return foreign.isPresent();
    }

    /** {@return whether the step is the administrator's own, but can't succeed before a foreign step has been run} */
    public boolean isWaiting() {
        return waiting;
    }

    Change change() {
        return change;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlanStep step && sql().equals(step.sql()) && isForeign() == step.isForeign();
    }

    @Override
    public int hashCode() {
        return sql().hashCode();
    }

    /** {@return what the step does, and its statement} */
    @Override
    public String toString() {
        return what() + ": " + sql();
    }
}
