package dev.reverseetl.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an embedded server keeps its data and its log. */
record ServerDirectory(Path home) {
    static ServerDirectory create(Path binaries, int major) throws IOException {
        return new ServerDirectory(ServerStorage.create(binaries, major));
    }

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("server.log");
    }

    String logText() {
        try {
            return Files.exists(log()) ? new String(Files.readAllBytes(log()), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For initdb, which takes the superuser's password from a file only. */
    Path passwordFile(String password) throws IOException {
        return Files.writeString(home.resolve("password"), password);
    }

    void configure(Map<String, String> settings) {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(joining("", "\n", ""));
        try {
            Files.writeString(data().resolve("postgresql.conf"), lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the next start one in recovery: read-only, waiting for a primary that never comes. */
    void signalStandby() throws IOException {
        Files.createFile(data().resolve("standby.signal"));
    }

    /** The server's first process, if it runs. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        return Files.exists(pidFile)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                : Optional.empty();
    }

    /** Stops a server that did start, but that nobody could log in to. */
    void stopLeftover() throws IOException {
        postmaster().ifPresent(ProcessHandle::destroy);
    }

    void delete() throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(home)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
