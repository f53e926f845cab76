package dev.reverseetl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderCommentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "-- id: id                     | id",
                "--id:id                       | id",
                "'  --\tid\t: user_id , Day\r' | user_id;Day",
                "-- id: User ID, né            | User ID;né",
                "-- id: \"a, b\", \"c\"\"d\" ,e | a, b;c\"d;e",
                "-- id: a\"b                   | a\"b",
                "-- id: \"\"                   | ''",
            })
    void readsExactNames(String comment, String columns) {
        assertThat(HeaderComments.of(comment + "\nSELECT 1").identifierColumns())
                .containsExactly(columns.split(";"));
    }

    @Test
    void readsCommentAtEndOfText() {
        assertThat(HeaderComments.of("-- id: id").identifierColumns()).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SELECT 1", "\n-- id: id", "-- identity: id", "/* id: id */", "-- the id: id", "- id: id"})
    void takesNothingElseForIt(String text) {
        assertThat(HeaderComments.of(text).identifierColumns()).isEmpty();
    }
}
