package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What this module adds to an application that has the library already. Artifact ec2 alone would be 26 MB, the SDK's
 * usual HTTP clients 4 MB.
 */
class DependencySizeTest {
    private static final long MAX_BYTES = 12_000_000;

    /** What the library itself is and needs. */
    private static final Pattern OF_CORE =
            Pattern.compile("(reverse-etl-core|postgresql|checker-qual|slf4j-api|jackson-core|jspecify)-\\d.*");

    @Test
    void dependenciesAreSmall() throws IOException {
        List<Path> all = runtimeClassPath();
        List<Path> added = all.stream()
                .filter(jar -> !OF_CORE.matcher(jar.getFileName().toString()).matches())
                .toList();
        String sizes = "This module adds " + bytes(added) + " bytes in " + added.size() + " jars; with what the library"
                + " needs it is " + bytes(all) + " bytes in " + all.size() + " jars";
        Files.writeString(Path.of("target", "runtime-size.txt"), sizes + "\n");
        System.out.println(sizes);

        assertThat(added).anyMatch(jar -> jar.getFileName().toString().startsWith("rds-"));
        assertThat(bytes(added)).as("bytes of %s", added).isLessThan(MAX_BYTES);
    }

    private static List<Path> runtimeClassPath() throws IOException {
        String classPath = Files.readString(Path.of("target", "runtime-class-path.txt"));
        // A module of this build may be a directory there.
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(classPath.strip())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static long bytes(List<Path> jars) throws IOException {
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return bytes;
    }
}
