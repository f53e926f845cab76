package dev.reverseetl.setup;

import dev.reverseetl.spi.ExternalStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step that the provider's plug-in takes, outside of PostgreSQL. */
final class OutsideStep extends PlanStep {
    private final ExternalStep step;

    OutsideStep(ExternalStep step, boolean waiting) {
        super(step.why(), step.byHand().map(hand -> new ForeignStep(hand.who(), hand.reason())), waiting);
        this.step = step;
    }

    ExternalStep step() {
        return step;
    }

    @Override
    public String code() {
        return step.code();
    }

    @Override
    public String what() {
        return step.what();
    }

    @Override
    public String action() {
        return step.call();
    }

    @Override
    public Optional<String> undoAction() {
        return step.undoCall();
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutsideStep outside && step.equals(outside.step) && isForeign() == outside.isForeign();
    }

    @Override
    public int hashCode() {
        return step.hashCode();
    }
}
