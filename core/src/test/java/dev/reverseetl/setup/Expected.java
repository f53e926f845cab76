package dev.reverseetl.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The reports that were written by hand, to compare with. */
final class Expected {
    private Expected() {}

    static String report(String name) throws IOException {
        try (InputStream file = Expected.class.getResourceAsStream("/dev/reverseetl/report/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
