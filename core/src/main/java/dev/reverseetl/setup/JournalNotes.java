package dev.reverseetl.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the journal what has happened already. It has, whatever becomes of the note: the intention that is on disk
 * can be resolved by its transaction id.
 */
final class JournalNotes {
    private static final Logger LOG = LoggerFactory.getLogger(JournalNotes.class);

    private final SetupJournal journal;

    JournalNotes(SetupJournal journal) {
        this.journal = journal;
    }

    void external(UndoRecord undoRecord) {
        note("further outside of PostgreSQL", undoRecord, () -> journal.external(undoRecord));
    }

    void committed(UndoRecord undoRecord) {
        note("committed", undoRecord, () -> journal.committed(undoRecord));
    }

    void aborted(UndoRecord undoRecord) {
        note("rolled back", undoRecord, () -> journal.aborted(undoRecord));
    }

    void undone(UndoRecord undoRecord) {
        note("undone", undoRecord, () -> journal.undone(undoRecord));
    }

    private static void note(String what, UndoRecord undoRecord, Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            LOG.warn("The run {} is {}, but the journal could not note it: {}", undoRecord.id(), what, e.getMessage());
        }
    }
}
