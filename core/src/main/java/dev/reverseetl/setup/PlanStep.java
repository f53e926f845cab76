package dev.reverseetl.setup;

import java.util.Optional;

/**
 * One step of a {@link SetupPlan}: what it does, why, the exact statement or call, how it is undone, and who must take
 * it where the administrator can't. Immutable and thread-safe; two steps are equal if they do the same in the same way.
 */
public abstract sealed class PlanStep permits SqlStep, OutsideStep {
    /** How a statement shows where a password's verifier belongs: as a variable of psql. */
    static final String VERIFIER_VARIABLE = ":'verifier'";

    private final String why;
    private final Optional<ForeignStep> foreign;
    private final boolean waiting;

    PlanStep(String why, Optional<ForeignStep> foreign, boolean waiting) {
        this.why = why;
        this.foreign = foreign;
        this.waiting = waiting;
    }

    /** {@return a stable code for the kind of step, such as {@code CREATE_ROLE}; listed in the README} */
    public abstract String code();

    /** {@return what the step does, as a sentence without a full stop} */
    public abstract String what();

    /**
     * {@return the exact statement, with the psql variable {@code :'verifier'} where a password's verifier belongs; for
     * a step outside of PostgreSQL the call, as a command that a person would type}
     */
    public abstract String action();

    /** {@return the statement or call that undoes it, or nothing where nothing does} */
    public abstract Optional<String> undoAction();

    /** {@return whether the step is taken outside of PostgreSQL, by the provider's plug-in} */
    public abstract boolean isExternal();

    /** {@return why it is needed, as a sentence} */
    public String why() {
        return why;
    }

    /** {@return who must take it instead, or nothing where the administrator, or the plug-in, can} */
    public Optional<ForeignStep> foreign() {
        return foreign;
    }

    /** {@return whether somebody else must take it} */
    public boolean isForeign() {
        return foreign.isPresent();
    }

    /** {@return whether the step is our own, but can't succeed, or must not be taken, before a foreign one} */
    public boolean isWaiting() {
        return waiting;
    }

    /** {@return what the step does, and its statement or call} */
    @Override
    public String toString() {
        return what() + ": " + action();
    }
}
