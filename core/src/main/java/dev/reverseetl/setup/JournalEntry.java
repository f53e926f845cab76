package dev.reverseetl.setup;

import java.util.Objects;
import java.util.Optional;

/**
 * What a journal knows of one run. Immutable and thread-safe.
 *
 * @param undoRecord what undoes the run, if it was committed; {@link ReverseEtlSourceSetup#undo(JournalEntry)} finds
 *     that out
 * @param transactionId the transaction, for {@code pg_xact_status}, once there is one
 * @param state how far the run came
 */
public record JournalEntry(UndoRecord undoRecord, Optional<String> transactionId, State state) {
    /** How far a run's statements came. What it did outside of PostgreSQL is in the record, whatever the state. */
    public enum State {
        /** None of them was about to be committed: the run is at work outside of PostgreSQL, or died there. */
        EXTERNAL,
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

    /** The newest record says how far the run came outside of PostgreSQL. */
    JournalEntry with(UndoRecord newer) {
        return new JournalEntry(newer, transactionId, state);
    }

    JournalEntry in(State newState) {
        return new JournalEntry(undoRecord, transactionId, newState);
    }
}
