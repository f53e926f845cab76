package dev.reverseetl.setup;

import java.util.Objects;

/**
 * What a journal knows of one run. Immutable and thread-safe.
 *
 * @param undoRecord what undoes the run, if it was committed; {@link ReverseEtlSourceSetup#undo(JournalEntry)} finds
 *     that out
 * @param transactionId the transaction, for {@code pg_xact_status}
 * @param state how far the run came
 */
public record JournalEntry(UndoRecord undoRecord, String transactionId, State state) {
    /** How far a run came. */
    public enum State {
        /** It was about to commit; whether it did is for the server to tell. */
        INTENDED,
        /** It is committed. */
        COMMITTED,
        /** It was rolled back. */
        ABORTED,
        /** It was committed and undone. */
        UNDONE
    }

    /**
     * Checks that nothing is missing.
     *
     * @param undoRecord what undoes the run
     * @param transactionId the transaction
     * @param state how far the run came
     */
    public JournalEntry {
        Objects.requireNonNull(undoRecord, "undoRecord");
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(state, "state");
    }

    JournalEntry in(State newState) {
        return new JournalEntry(undoRecord, transactionId, newState);
    }
}
