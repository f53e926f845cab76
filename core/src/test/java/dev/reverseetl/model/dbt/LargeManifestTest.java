package dev.reverseetl.model.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.ClassPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that are larger than the heap of the JVM that reads them. */
class LargeManifestTest {
    private static final int NODES = 100_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** Reads the file of its first argument with the selections of the others, and prints how many models it has. */
    public static final class Reader {
        private Reader() {}

        @SuppressWarnings("SystemOut")
        public static void main(String... arguments) {
            DbtManifest manifest = DbtManifest.at(Path.of(arguments[0]));
            try {
                System.out.println(manifest.select(List.of(arguments)
                                        .subList(1, arguments.length)
                                        .toArray(String[]::new))
                                .read()
                                .size()
                        + " models");
            } catch (ReverseEtlException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void readsHundredThousandNodesIn128Megabytes() throws Exception {
        Path file = directory.resolve("manifest.json");
        String code = "select a, b, c from somewhere where something ".repeat(40);
        try (ManifestFile manifest = ManifestFile.create(file, 12)) {
            for (int i = 0; i < NODES / 2; i++) {
                String name = "model_" + i;
                manifest.node("model", name, "table", Map.of(), json -> json.writeStringField("compiled_code", code))
                        .unique("model.shop." + name, "id");
            }
        }
        assertThat(Files.size(file)).isGreaterThan(128L << 20);
        assertThat(readWith(128, file, "model_1*")).isEqualTo("11111 models");
    }

    @Test
    void passesOverHugeTextsOfNoUseAndRefusesThemElsewhere() throws Exception {
        assertThat(readWith(64, withText("raw_code"), "users")).isEqualTo("1 models");
        assertThat(readWith(64, withText("description"), "users"))
                .contains("or longer than 4000000 characters, or has a name longer than 10000");
    }

    private Path withText(String member) throws IOException {
        Path file = directory.resolve("manifest.json");
        try (ManifestFile manifest = ManifestFile.create(file, 12)) {
            manifest.node("model", "users", "table", Map.of("reverse_etl_id", "id"), json -> {
                json.writeFieldName(member);
                json.writeRawValue("\"@\"");
            });
        }
        String[] parts = Files.readString(file).split("@", -1);
        byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(parts[0].getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 300; i++) {
                out.write(megabyte);
            }
            out.write(parts[1].getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static String readWith(int megabytes, Path file, String... selections) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-cp",
                ClassPath.of(Reader.class, DbtManifest.class, JsonFactory.class),
                Reader.class.getName(),
                file.toString()));
        command.addAll(List.of(selections));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return printed.strip();
    }
}
