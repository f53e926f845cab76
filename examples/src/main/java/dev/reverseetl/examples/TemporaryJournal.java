package dev.reverseetl.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A journal's file in a temporary directory; both go when it is closed, and also when the program is interrupted.
 *
 * @param file where the journal is to be
 */
record TemporaryJournal(Path file) implements AutoCloseable {
    static TemporaryJournal create() {
        try {
            Path directory = Files.createTempDirectory("reverse-etl-demo");
            directory.toFile().deleteOnExit();
            Path file = directory.resolve("journal.jsonl");
            file.toFile().deleteOnExit(); // before the directory: the last comes first
            return new TemporaryJournal(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Path directory = file.getParent();
            if (directory != null) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
