package dev.reverseetl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where embedded servers keep their data: what system property {@code pg.data} names, else in memory where there is
 * plenty, since it is thrown away and a database for each test is some three hundred files; else beside the binaries.
 */
final class ServerStorage {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long PLENTY = 6L << 30;
    private static final String PREFIX = "reverse-etl-test-";

    private ServerStorage() {}

    static Path create(Path binaries, int major) throws IOException {
        String chosen = System.getProperty("pg.data", "");
        boolean inMemory = chosen.isEmpty() && hasRoomInMemory();
        if (inMemory) {
            removeLeftovers();
        }
        Path parent = inMemory ? MEMORY : chosen.isEmpty() ? binaries : Files.createDirectories(Path.of(chosen));
        return Files.createTempDirectory(
                parent.toAbsolutePath(), PREFIX + ProcessHandle.current().pid() + "-server-" + major + "-");
    }

    private static boolean hasRoomInMemory() throws IOException {
        return Files.isDirectory(MEMORY)
                && Files.isWritable(MEMORY)
                && Files.getFileStore(MEMORY).getUsableSpace() >= PLENTY;
    }

    /** A JVM that was killed has left its data; a server that has outlived it stops when it misses them. */
    private static void removeLeftovers() throws IOException {
        List<Path> ours;
        try (Stream<Path> all = Files.list(MEMORY)) {
            ours = all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path path : ours) {
            String pid =
                    path.getFileName().toString().substring(PREFIX.length()).split("-", -1)[0];
            if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                remove(path);
            }
        }
    }

    private static void remove(Path leftover) {
        try {
            new ServerDirectory(leftover).delete();
        } catch (IOException | UncheckedIOException e) {
            // Another JVM is at it too, or the server still writes: the next one tries again.
        }
    }
}
