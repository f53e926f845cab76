package dev.reverseetl.setup;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Undoes a run that a journal knows of, once it is certain that the run was committed: what it intended may have been
 * done by another run meanwhile.
 */
final class JournalUndo {
    private final Surroundings surroundings;
    private final Function<UndoRecord, UndoResult> undo;

    JournalUndo(Surroundings surroundings, Function<UndoRecord, UndoResult> undo) {
        this.surroundings = surroundings;
        this.undo = undo;
    }

    UndoResult undo(JournalEntry entry) {
        return switch (entry.state()) {
            case COMMITTED -> undo.apply(entry.undoRecord());
            case INTENDED -> undoIntended(entry, entry.transactionId().orElseThrow());
            case EXTERNAL, ABORTED -> undoExternal(entry.undoRecord());
            case UNDONE -> nothing();
        };
    }

    private UndoResult undoIntended(JournalEntry entry, String transactionId) {
        return switch (CommitOutcome.of(transactionId, surroundings.admin())) {
            case COMMITTED -> undo.apply(entry.undoRecord());
            case ABORTED -> {
                new JournalNotes(surroundings.journal()).aborted(entry.undoRecord());
                yield undoExternal(entry.undoRecord());
            }
            case UNKNOWN ->
                throw new UnknownOutcomeException(transactionId, entry.undoRecord(), Optional.empty(), null);
        };
    }

    /** None of the statements was committed. */
    private UndoResult undoExternal(UndoRecord record) {
        return record.externalChanges().isEmpty() ? nothing() : undo.apply(record.withoutStatements());
    }

    private static UndoResult nothing() {
        return new UndoResult(List.of(), List.of());
    }
}
