package dev.reverseetl.examples.house;

import dev.reverseetl.spi.ServerFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server that runs on this machine.
 *
 * @param dataDirectory where its data are
 * @param pid its process
 * @param started when it was started, in seconds since 1970
 * @param port the port that it listens at
 */
record Postmaster(Path dataDirectory, String pid, long started, String port) {
    private static final long MOST_SECONDS_OF_STARTING = 10;

    /** Reads the file that a server has in its data directory as long as it runs. */
    static Optional<Postmaster> at(Path dataDirectory) {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            return Optional.of(new Postmaster(
                    dataDirectory,
                    lines.get(0).strip(),
                    Long.parseLong(lines.get(2).strip()),
                    lines.get(3).strip()));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty(); // another machine's, not ours to look at, or just starting
        }
    }

    /** Tells whether it is the one that gave these answers: another machine may have the same directories. */
    boolean is(ServerFacts facts) {
        long theirs = Long.parseLong(facts.answer("started").orElse("0"));
        return Math.abs(theirs - started) <= MOST_SECONDS_OF_STARTING
                && facts.answer("port").filter(port::equals).isPresent();
    }

    /** Has it read its configuration again, as {@code pg_ctl reload} does. */
    void reload() throws IOException {
        Process kill = new ProcessBuilder("kill", "-HUP", pid)
                .redirectErrorStream(true)
                .start();
        try {
            String answer = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kill.waitFor() != 0) {
                throw new IOException("the server could not be told: " + answer.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was told", e);
        }
    }
}
