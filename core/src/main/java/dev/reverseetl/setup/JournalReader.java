package dev.reverseetl.setup;

import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a journal file: an event before a change carries the record, others change the run's state. */
final class JournalReader {
    private JournalReader() {}

    static List<JournalEntry> read(Path path) {
        String text;
        try {
            // Leniently: a crash may have cut a line within a character
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(path, "it could not be read: " + e.getClass().getSimpleName(), e);
        }
        Map<String, JournalEntry> runs = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                if (!line.isEmpty()) {
                    note(JsonObject.parse(line), runs);
                }
            } catch (IllegalArgumentException e) {
                if (!isCutOff(line, e)) {
                    throw failed(path, "its line " + number + " is no event: " + e.getMessage(), e);
                }
            }
        }
        return List.copyOf(runs.values());
    }

    /**
     * A writer that died in the middle of a line left it without its end, or with what looks like one within a text.
     */
    private static boolean isCutOff(String line, IllegalArgumentException failure) {
        return line.startsWith("{") && (!line.endsWith("}") || failure.getCause() instanceof JsonEOFException);
    }

    private static void note(JsonObject event, Map<String, JournalEntry> runs) {
        String id = event.text("id");
        JournalEntry.State state =
                JournalEntry.State.valueOf(event.text("event").toUpperCase(Locale.ROOT));
        if (state == JournalEntry.State.INTENDED) {
            runs.put(id, new JournalEntry(record(event), Optional.of(event.text("transaction-id")), state));
        } else if (state == JournalEntry.State.EXTERNAL) {
            UndoRecord record = record(event);
            JournalEntry before = runs.getOrDefault(id, new JournalEntry(record, Optional.empty(), state));
            runs.put(id, before.with(record));
        } else {
            // A record may be undone through another journal than the one that knows its run
            runs.computeIfPresent(id, (key, entry) -> entry.in(state));
        }
    }

    private static UndoRecord record(JsonObject event) {
        return UndoRecord.fromJson(event.text("undo-record"));
    }

    private static ReverseEtlException failed(Path path, String why, Exception cause) {
        return new ReverseEtlException(
                ErrorCode.JOURNAL_FAILED,
                "The journal \"" + path + "\" can't be used: " + why + ".",
                "Check the path, and that nobody else writes to the file.",
                cause);
    }
}
