package dev.reverseetl.setup;

import java.nio.file.Path;
import java.util.List;

/**
 * Keeps what a run intends before it commits, so that it can be undone by another process even if this one dies. An
 * entry that can't be written ends the run before anything is committed.
 */
public interface SetupJournal {
    /**
     * Keeps nothing.
     *
     * @return the journal that keeps nothing; the default
     */
    static SetupJournal none() {
        return NoJournal.INSTANCE;
    }

    /**
     * Keeps entries in a file, one line of JSON each, on disk before the commit is sent. The file is created if it is
     * missing, and only ever appended to; it holds no secret. Several set-ups may share it, also from several
     * processes.
     *
     * @param path the file
     * @return the journal
     */
    static SetupJournal file(Path path) {
        return new FileJournal(path);
    }

    /**
     * Reads what {@link #file(Path)} wrote. A line that was cut off by a crash while it was written is left out.
     *
     * @param path the file
     * @return the runs, oldest first
     * @throws dev.reverseetl.ReverseEtlException if the file can't be read, or is no journal
     */
    static List<JournalEntry> entries(Path path) {
        return JournalReader.read(path);
    }

    /**
     * A run is about to take a step outside of PostgreSQL, has just taken it, or has taken it back: the record says how
     * far it has come. Before a step, what this throws ends the run.
     *
     * @param undoRecord what undoes the run as far as it may have come
     */
    void external(UndoRecord undoRecord);

    /**
     * A run is about to commit.
     *
     * @param undoRecord what will undo it
     * @param transactionId the transaction, for {@code pg_xact_status}
     */
    void intend(UndoRecord undoRecord, String transactionId);

    /**
     * The run's statements are committed.
     *
     * @param undoRecord the run's record
     */
    void committed(UndoRecord undoRecord);

    /**
     * The run's statements were rolled back.
     *
     * @param undoRecord the run's record
     */
    void aborted(UndoRecord undoRecord);

    /**
     * The run was undone.
     *
     * @param undoRecord the run's record
     */
    void undone(UndoRecord undoRecord);
}
