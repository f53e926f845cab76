package dev.reverseetl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
    private static final String QUERY = "-- id: id\nSELECT id FROM app.users\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void readsFilesInOrderOfTheirNames() throws IOException {
        write("b.sql", QUERY);
        write("a.b.sql", QUERY);
        write("Z.SQL", QUERY);
        assertThat(ModelFiles.inDirectory(directory))
                .extracting(read -> read.model().name())
                .containsExactly("Z", "a.b", "b");
    }

    @Test
    void takesWholeTextAsQuery() throws IOException {
        write("a.sql", "\ufeff-- id: id\r\nSELECT id, 'é😀' AS note\r\n");
        assertThat(ModelFiles.inDirectory(directory))
                .extracting(read -> read.model().query())
                .containsExactly("-- id: id\r\nSELECT id, 'é😀' AS note\r\n");
    }

    @Test
    void ignoresEverythingElse() throws IOException {
        write("a.sql", QUERY);
        write(".hidden.sql", "no model");
        write("README.md", "no model");
        write("a.sql~", "no model");
        Files.createDirectories(directory.resolve("nested.sql"));
        write("nested.sql/c.sql", QUERY);
        assertThat(ModelFiles.inDirectory(directory))
                .extracting(read -> read.model().name())
                .containsExactly("a");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void followsLink(@TempDir Path elsewhere) throws IOException {
        Path target = Files.writeString(elsewhere.resolve("x"), QUERY);
        Files.createSymbolicLink(directory.resolve("a.sql"), target);
        assertThat(ModelFiles.inDirectory(directory))
                .extracting(read -> read.model().name())
                .containsExactly("a");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsOfBrokenLink() throws IOException {
        Files.createSymbolicLink(directory.resolve("a.sql"), directory.resolve("gone"));
        assertRefused()
                .hasMessageContaining("1 of 1 files can't be models:\na.sql: it can't be read: it doesn't exist\n");
    }

    @Test
    void tellsOfAllBadFilesTogether() throws IOException {
        write("a.sql", "SELECT 1");
        write("b.sql", QUERY);
        write("c.sql", "-- id: id\nDELETE FROM app.users");
        Files.write(directory.resolve("d.sql"), (QUERY + "-- caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        write("e.sql", "");
        assertRefused()
                .hasMessageStartingWith("4 of 5 files can't be models:\na.sql: it doesn't say")
                .hasMessageContaining("\nc.sql: Model \"c\": the query starts with \"DELETE\" at line 2")
                .hasMessageContaining("\nd.sql: line 3 is not UTF-8; save the file in that encoding\n")
                .hasMessageContaining("\ne.sql: it doesn't say");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesTwoModelsOfOneName() throws IOException {
        write("a.SQL", QUERY);
        write("a.sql", QUERY);
        assertRefused().hasMessageContaining("\na.sql: another file holds a model of the name \"a\"");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void spellsOutHostileName() throws IOException {
        write("a\n\u001b[31m\u202eb.sql", "SELECT 1");
        assertRefused().hasMessageContaining("\na<U+000A><U+001B>[31m<U+202E>b.sql: it doesn't say");
    }

    @Test
    void spellsOutHostileIdentifier() throws IOException {
        write("a.sql", "-- id: \u001b[31m" + "x".repeat(64) + "\nSELECT 1");
        assertRefused().hasMessageContaining("<U+001B>[31mx").message().doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- id: ", "-- id: id,", "-- id: id, , b", "-- id: id, id", "-- id: \"a\" b", "-- id: \"a"})
    void refusesCommentThatNamesNoColumns(String comment) throws IOException {
        write("a.sql", comment + "\nSELECT 1 AS id");
        assertRefused();
    }

    @Test
    void refusesEmptyDirectory() {
        assertRefused().hasMessageStartingWith("The directory \"" + directory + "\" holds no model. Put one file");
    }

    @Test
    void refusesMissingDirectory() {
        Path missing = directory.resolve("no");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> ModelFiles.inDirectory(missing))
                .withMessageStartingWith("The directory \"" + missing + "\" can't be read: it doesn't exist.");
    }

    @Test
    void refusesFileInPlaceOfDirectory() throws IOException {
        Path file = write("a.sql", QUERY);
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> ModelFiles.inDirectory(file))
                .withMessageStartingWith("The directory \"" + file + "\" can't be read: it is no directory.");
    }

    @Test
    void takesNameAndDescriptionFromTheFirstLines() throws IOException {
        String text = """
                -- Who is active
                  --id : user_id , "a,b"\r
                -- description: In the last: 30 days\s
                --name:active users
                SELECT 1 -- name: no header
                """;
        LocatedModel read = ModelFiles.read(write("a.txt", text));
        assertThat(read.model()).isEqualTo(Model.of("active users", text, "user_id", "a,b"));
        assertThat(read.description()).contains("In the last: 30 days");
        assertThat(read.location()).hasToString(directory.resolve("a.txt") + ":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- id: a\n-- id: b", "-- id: a\n-- name:", "-- name: a\n-- id: a\n-- name: b"})
    void refusesHeaderThatSaysNothingOrTwice(String header) throws IOException {
        write("a.sql", header + "\nSELECT 1");
        assertRefused()
                .hasMessageMatching("(?s).*\na.sql: it(s| has the) comment \"-- (id|name):\" (twice|says nothing)\n.*");
    }

    @Test
    void tellsOfOneFileThatIsMissing() {
        Path missing = directory.resolve("no.sql");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> ModelFiles.read(missing))
                .withMessage("A file can't be a model: no.sql: it can't be read: it doesn't exist. Correct it.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesWhatIsNoFileOrFarTooLarge() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(directory.resolve("a.sql").toFile(), "rw")) {
            large.setLength(5L << 30);
        }
        assertRefused().hasMessageContaining("\na.sql: it is too large for a query: 5368709120 bytes\n");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> ModelFiles.read(directory))
                .withMessageContaining("it is no regular file");
    }

    private AbstractThrowableAssert<?, ReverseEtlException> assertRefused() {
        ReverseEtlException failure =
                catchThrowableOfType(ReverseEtlException.class, () -> ModelFiles.inDirectory(directory));
        assertThat(failure.code()).isEqualTo(ErrorCode.MODELS_INVALID);
        return assertThat(failure);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
