package dev.reverseetl.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPositionTest {
    @Test
    void countsLinesAndColumnsFromOne() {
        assertThat(TextPosition.of("", 0)).isEqualTo(new TextPosition(1, 1));
        assertThat(TextPosition.of("ab", 1)).isEqualTo(new TextPosition(1, 2));
        assertThat(TextPosition.of("ab", 2)).isEqualTo(new TextPosition(1, 3));
        assertThat(TextPosition.of("a\nbc", 3)).isEqualTo(new TextPosition(2, 2));
    }

    @Test
    void knowsAllLineEnds() {
        assertThat(TextPosition.of("\r\n\n\rx", 4)).isEqualTo(new TextPosition(4, 1));
        assertThat(TextPosition.of("a\r", 2)).isEqualTo(new TextPosition(2, 1));
        assertThat(TextPosition.of("a\r\nb", 2)).as("within a line end").isEqualTo(new TextPosition(1, 3));
    }

    @Test
    void countsACharacterOfTwoCharsAsOne() {
        assertThat(TextPosition.of("\uD83D\uDE00;", 2)).isEqualTo(new TextPosition(1, 2));
    }

    @Test
    void saysThePlaceInWords() {
        assertThat(new TextPosition(3, 14)).hasToString("line 3, column 14");
    }
}
