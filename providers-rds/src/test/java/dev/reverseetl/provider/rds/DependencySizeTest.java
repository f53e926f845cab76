package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application gets by this module, the library and all that both need included. */
class DependencySizeTest {
    private static final long MAX_BYTES = 12_000_000;

    @Test
    void dependenciesAreSmall() throws IOException {
        List<Path> all = runtimeClassPath();
        long bytes = 0;
        for (Path entry : all) {
            bytes += bytes(entry);
        }
        String size = "With all that it needs, this module is " + bytes + " bytes in " + all.size() + " jars; at most "
                + MAX_BYTES + " are admitted";
        Files.writeString(Path.of("target", "runtime-size.txt"), size + "\n");
        System.out.println(size);

        assertThat(all)
                .as("the library, what it needs and what AWS needs")
                .anyMatch(entry -> entry.endsWith(Path.of("core", "target", "classes"))
                        || entry.getFileName().toString().startsWith("reverse-etl-core-"))
                .anyMatch(entry -> entry.getFileName().toString().startsWith("postgresql-"))
                .anyMatch(entry -> entry.getFileName().toString().startsWith("sdk-core-"))
                .anyMatch(entry -> entry.getFileName().toString().startsWith("metrics-spi-"));
        assertThat(bytes).as("bytes of %s", all).isLessThan(MAX_BYTES);
    }

    private static List<Path> runtimeClassPath() throws IOException {
        String classPath = Files.readString(Path.of("target", "runtime-class-path.txt"));
        List<Path> all = new ArrayList<>(List.of(Path.of("target", "classes")));
        Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(classPath.strip())
                .map(Path::of)
                .forEach(all::add);
        return all;
    }

    /** A module of this build may be a directory still; its jar will be smaller. */
    private static long bytes(Path entry) throws IOException {
        if (Files.isRegularFile(entry)) {
            return Files.size(entry);
        }
        List<Path> files;
        try (Stream<Path> tree = Files.walk(entry)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
