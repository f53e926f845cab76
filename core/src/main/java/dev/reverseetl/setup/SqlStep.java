package dev.reverseetl.setup;

import dev.reverseetl.internal.change.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step that is a statement of the administrator's transaction. */
final class SqlStep extends PlanStep {
    private final Change change;

    SqlStep(Change change, String why, Optional<ForeignStep> foreign, boolean waiting) {
        super(why, foreign, waiting);
        this.change = change;
    }

    Change change() {
        return change;
    }

    @Override
    public String code() {
        return change.code();
    }

    @Override
    public String what() {
        return change.what();
    }

    @Override
    public String action() {
        return change.sql(VERIFIER_VARIABLE);
    }

    @Override
    public Optional<String> undoAction() {
        return change.inverse().map(inverse -> inverse.sql(VERIFIER_VARIABLE));
    }

    @Override
    public boolean isExternal() {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlStep step && action().equals(step.action()) && isForeign() == step.isForeign();
    }

    @Override
    public int hashCode() {
        return action().hashCode();
    }
}
