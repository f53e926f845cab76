package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.model.Model;
import java.io.IOException;
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

class ModelDirectoryTest {
    private static final String QUERY = "-- id: id\nSELECT id FROM app.users\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void readsFilesInOrderOfTheirNames() throws IOException {
        write("b.sql", QUERY);
        write("a.b.sql", QUERY);
        write("Z.SQL", QUERY);
        assertThat(ModelDirectory.read(directory)).extracting(Model::name).containsExactly("Z", "a.b", "b");
    }

    @Test
    void takesWholeTextAsQuery() throws IOException {
        write("a.sql", "\ufeff-- id: id\r\nSELECT id, 'é😀' AS note\r\n");
        assertThat(ModelDirectory.read(directory))
                .extracting(Model::query)
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
        assertThat(ModelDirectory.read(directory)).extracting(Model::name).containsExactly("a");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void followsLink(@TempDir Path elsewhere) throws IOException {
        Path target = Files.writeString(elsewhere.resolve("x"), QUERY);
        Files.createSymbolicLink(directory.resolve("a.sql"), target);
        assertThat(ModelDirectory.read(directory)).extracting(Model::name).containsExactly("a");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsOfBrokenLink() throws IOException {
        Files.createSymbolicLink(directory.resolve("a.sql"), directory.resolve("gone"));
        refuses("1 of 1 files can't be models:\na.sql: it can't be read: it doesn't exist");
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
        assertRefused().hasMessageContaining("\na.sql: another file holds a model of that name");
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
        refuses("The directory \"" + directory + "\" holds no model.");
    }

    @Test
    void refusesMissingDirectory() {
        Path missing = directory.resolve("no");
        assertThatExceptionOfType(ProgramFailure.class)
                .isThrownBy(() -> ModelDirectory.read(missing))
                .withMessage("The directory \"" + missing + "\" can't be read: it doesn't exist.");
    }

    @Test
    void refusesFileInPlaceOfDirectory() throws IOException {
        Path file = write("a.sql", QUERY);
        assertThatExceptionOfType(ProgramFailure.class)
                .isThrownBy(() -> ModelDirectory.read(file))
                .withMessage("The directory \"" + file + "\" can't be read: it is no directory.");
    }

    private void refuses(String message) {
        assertRefused().hasMessage(message);
    }

    private AbstractThrowableAssert<?, ProgramFailure> assertRefused() {
        return assertThat(catchThrowableOfType(ProgramFailure.class, () -> ModelDirectory.read(directory)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
