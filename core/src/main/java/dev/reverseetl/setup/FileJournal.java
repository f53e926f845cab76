package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** Appends a line of JSON for each event, and has it on disk before it returns. */
final class FileJournal implements SetupJournal {
    private final Path path;

    FileJournal(Path path) {
        this.path = Objects.requireNonNull(path, "path");
    }

    @Override
    public void external(UndoRecord undoRecord) {
        append("external", undoRecord, true, Optional.empty());
    }

    @Override
    public void intend(UndoRecord undoRecord, String transactionId) {
        append("intended", undoRecord, true, Optional.of(transactionId));
    }

    @Override
    public void committed(UndoRecord undoRecord) {
        append("committed", undoRecord, false, Optional.empty());
    }

    @Override
    public void aborted(UndoRecord undoRecord) {
        append("aborted", undoRecord, false, Optional.empty());
    }

    @Override
    public void undone(UndoRecord undoRecord) {
        append("undone", undoRecord, false, Optional.empty());
    }

    /** Only what goes before a change carries the record itself. */
    private void append(String event, UndoRecord undoRecord, boolean whole, Optional<String> transactionId) {
        String line = JsonText.compact(json -> {
            json.writeStartObject();
            json.writeStringField("event", event);
            json.writeStringField("id", undoRecord.id());
            if (transactionId.isPresent()) {
                json.writeStringField("transaction-id", transactionId.get());
            }
            if (whole) {
                json.writeStringField("undo-record", undoRecord.toJson());
            }
            json.writeEndObject();
        });
        // A channel fails in an interrupted thread, and what was committed is to be noted nevertheless
        boolean interrupted = Thread.interrupted();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // One write of one line: appending keeps writers of other processes from mixing with it, and the line break
            // before it ends what a crash cut off
            ByteBuffer bytes = StandardCharsets.UTF_8.encode("\n" + line + "\n");
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException e) {
            throw new ReverseEtlException(
                    ErrorCode.JOURNAL_FAILED,
                    "The journal \"" + path + "\" could not be written: "
                            + e.getClass().getSimpleName() + ".",
                    "Make the file writable, or choose another with journal(SetupJournal).",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "journal " + path;
    }
}
