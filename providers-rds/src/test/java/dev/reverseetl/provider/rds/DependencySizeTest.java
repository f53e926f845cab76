package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What this module brings to an application. Artifact ec2 alone would be 26 MB, the SDK's usual HTTP clients 4 MB. */
class DependencySizeTest {
    private static final long MAX_BYTES = 12_000_000;

    @Test
    void dependenciesAreSmall() throws IOException {
        String classPath = Files.readString(Path.of("target", "runtime-class-path.txt"));
        // A module of this build is a directory there; it is another artifact's concern.
        List<Path> jars = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(classPath.strip())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        Files.writeString(Path.of("target", "runtime-size.txt"), bytes + " bytes in " + jars.size() + " jars\n");

        assertThat(jars).anyMatch(jar -> jar.getFileName().toString().startsWith("rds-"));
        assertThat(bytes).as("bytes of %s", jars).isLessThan(MAX_BYTES);
    }
}
