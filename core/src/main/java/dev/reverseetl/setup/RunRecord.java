package dev.reverseetl.setup;

import dev.reverseetl.internal.change.Change;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What one run has done so far, as a record that grows step by step: what a journal is told before each. */
final class RunRecord {
    private final List<ExternalChange> external = new ArrayList<>();
    private UndoRecord statements;
    /** The step that is being taken, until it is found to be there already. */
    private boolean intended;

    RunRecord(SetupGoal goal, Surroundings surroundings, Identifier database) {
        this.statements = new UndoRecord(
                UUID.randomUUID().toString(),
                surroundings.clock().instant(),
                database,
                goal.role(),
                0,
                goal.managedSchema(),
                List.of(),
                List.of());
    }

    String id() {
        return statements.id();
    }

    UndoRecord toUndoRecord() {
        return statements.with(external);
    }

    /** Those that were made, or may have been, in their order. */
    List<ExternalChange> external() {
        return List.copyOf(external);
    }

    /** Notes the statements of an attempt, instead of those of a former one that was rolled back. */
    UndoRecord run(List<Change> changes, long roleOid) {
        statements = new UndoRecord(
                id(),
                statements.createdAt(),
                statements.database(),
                statements.role(),
                roleOid,
                statements.managedSchema(),
                UndoRecord.inverses(changes),
                List.of());
        return toUndoRecord();
    }

    void rolledBack() {
        run(List.of(), 0);
    }

    void intend(String provider, ExternalStep step) {
        external.add(new ExternalChange(provider, step, Optional.empty()));
        intended = true;
    }

    /** Notes what became of the step that was intended last; more than once if need be. */
    void settle(StepOutcome outcome) {
        if (!intended) {
            return;
        }
        ExternalChange last = external.remove(external.size() - 1);
        intended = outcome.made();
        if (intended) {
            external.add(new ExternalChange(last.provider(), last.step(), Optional.of(outcome.details())));
        }
    }

    void takenBack(ExternalChange change) {
        external.remove(change);
    }
}
