package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * SQL files in the jar of Apache Spark's own tests (Apache License 2.0): the benchmarks TPC-H, TPC-DS and SSB, and
 * tests of subqueries. The build copies the jar.
 */
final class SparkTexts {
    private static final Path JAR = Path.of("target", "corpus", "spark-sql-tests.jar");
    private static final String SHA_256 = "f27a56a5824d92efb56f3582aadd6d59d0aed2e69e972cddedc8b126f3c227d6";

    private SparkTexts() {}

    /** The texts of a folder and the folders in it, by their paths. */
    static SortedMap<String, String> in(String folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        try {
            assertThat(Sha256.of(Files.readAllBytes(JAR)))
                    .as("SHA-256 of %s", JAR)
                    .isEqualTo(SHA_256);
            try (ZipFile jar = new ZipFile(JAR.toFile())) {
                for (ZipEntry entry : jar.stream().toList()) {
                    if (entry.getName().startsWith(folder + "/")
                            && entry.getName().endsWith(".sql")) {
                        try (InputStream text = jar.getInputStream(entry)) {
                            texts.put(entry.getName(), new String(text.readAllBytes(), StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
