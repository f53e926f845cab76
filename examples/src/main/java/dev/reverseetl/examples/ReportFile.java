package dev.reverseetl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The file of a report, as UTF-8. Whoever reads it finds the former report or the new one, never a part.
 *
 * @param path where it is
 */
record ReportFile(Path path) {
    /** Returns the file of that path, if there can be one: before the work is done whose report it takes. */
    static ReportFile at(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(path)) {
            throw new ProgramFailure(
                    "The report can't be written to \"" + path + "\": "
                            + (Files.isDirectory(path) ? "that is a directory." : "its directory doesn't exist."),
                    "Give a file in an existing directory with --out.");
        }
        return new ReportFile(path);
    }

    void write(String text) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                Files.writeString(path, text); // a pipe or a device, such as /dev/stdout
            } else {
                replace(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), text);
            }
        } catch (IOException e) {
            throw new ProgramFailure(
                    "The report could not be written to \"" + path + "\": " + e + ".",
                    "Make its directory writable, or give another file with --out.",
                    e);
        }
    }

    private static void replace(Path target, String text) throws IOException {
        Path draft = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
