package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the jar as its user does. What it prints is reviewed like code: it has to be the transcript, but for what
 * differs from run to run. If it should say something else now, look at {@code target/quickstart-transcript.txt} and
 * copy it to {@code src/test/resources}.
 */
class QuickstartIT {
    private static final Path JAR = Path.of("target", "reverse-etl-examples.jar");
    private static final Path TRANSCRIPT = Path.of("src", "test", "resources", "quickstart-transcript.txt");
    private static final Path ACTUAL = Path.of("target", "quickstart-transcript.txt");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void printsTranscript(@TempDir Path directory) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(java(), "-jar", JAR.toString(), "quickstart")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int status = process.waitFor();
        String actual = normalised(Files.readString(out, Charset.defaultCharset()));
        Files.writeString(ACTUAL, actual);
        assertThat(Files.readString(err, Charset.defaultCharset())).isEmpty();
        assertThat(actual).isEqualTo(Files.readString(TRANSCRIPT));
        assertThat(status).isEqualTo(ExitStatus.OK);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String normalised(String output) {
        String text = output.replace(System.lineSeparator(), "\n");
        text = replaced(text, "(?<=PostgreSQL )\\d+\\.\\d+(?= runs)", "<version>");
        text = replaced(text, "(?<=runs on port )\\d+", "<port>");
        text = replaced(text, "\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<id>");
        return replaced(text, "\\b\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>");
    }

    private static String replaced(String text, String pattern, String replacement) {
        return Pattern.compile(pattern).matcher(text).replaceAll(replacement);
    }
}
