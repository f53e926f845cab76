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
            case INTENDED -> undoIntended(entry);
            case ABORTED, UNDONE -> nothing();
        };
    }

    private UndoResult undoIntended(JournalEntry entry) {
        return switch (CommitOutcome.of(entry.transactionId(), surroundings.admin())) {
            case COMMITTED -> undo.apply(entry.undoRecord());
            case ABORTED -> {
                surroundings.journal().aborted(entry.undoRecord());
                yield nothing();
            }
            case UNKNOWN ->
                throw new UnknownOutcomeException(entry.transactionId(), entry.undoRecord(), Optional.empty(), null);
        };
    }

    private static UndoResult nothing() {
        return new UndoResult(List.of(), List.of());
    }
}
