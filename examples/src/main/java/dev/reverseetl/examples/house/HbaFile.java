package dev.reverseetl.examples.house;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The file {@code pg_hba.conf}, of which the first line that fits a connection decides. Replaced whole or not at all.
 */
record HbaFile(Path path) {
    boolean isWritable() {
        return Files.isWritable(path) && Files.isWritable(path.toAbsolutePath().getParent());
    }

    boolean has(HbaLine line) throws IOException {
        return Files.readAllLines(path).stream().anyMatch(line::isSaidBy);
    }

    /** Adds a line at the top, unless it is there; returns whether it is the run's. */
    boolean add(HbaLine line, String run) throws IOException {
        try (FileChannel channel = lockFile();
                FileLock lock = channel.lock()) {
            List<String> lines = new ArrayList<>(Files.readAllLines(path));
            if (!lines.contains(line.text(run)) && !has(line)) {
                lines.add(0, line.text(run));
                replace(lines);
            }
            return lines.contains(line.text(run)) && lock.isValid();
        }
    }

    /** Removes a run's line; returns whether it was there. */
    boolean remove(HbaLine line, String run) throws IOException {
        try (FileChannel channel = lockFile();
                FileLock lock = channel.lock()) {
            List<String> lines = new ArrayList<>(Files.readAllLines(path));
            boolean removed = lock.isValid() && lines.removeIf(line.text(run)::equals);
            if (removed) {
                replace(lines);
            }
            return removed;
        }
    }

    /** Its owner has to stay the server's. */
    private void replace(List<String> lines) throws IOException {
        Path copy = Path.of(path + ".new");
        Files.deleteIfExists(copy);
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        PosixFileAttributeView view = Files.getFileAttributeView(copy, PosixFileAttributeView.class);
        if (view != null) {
            PosixFileAttributes original = Files.readAttributes(path, PosixFileAttributes.class);
            view.setOwner(original.owner());
            view.setGroup(original.group());
        }
        Files.write(copy, lines);
        Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(Path.of(path + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
