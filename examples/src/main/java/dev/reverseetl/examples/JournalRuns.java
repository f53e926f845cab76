package dev.reverseetl.examples;

import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.SetupJournal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The runs in a journal that a set-up of a role in a database can undo: newest first, as each builds on the former. */
final class JournalRuns {
    private JournalRuns() {}

    static List<JournalEntry> toUndo(Path journal, String database, String role) {
        List<JournalEntry> entries = SetupJournal.entries(journal).stream()
                .filter(entry -> entry.state() != JournalEntry.State.UNDONE)
                .filter(entry -> entry.undoRecord().database().value().equals(database))
                .filter(entry -> entry.undoRecord().role().value().equals(role))
                .collect(Collectors.toList());
        Collections.reverse(entries);
        return entries;
    }
}
