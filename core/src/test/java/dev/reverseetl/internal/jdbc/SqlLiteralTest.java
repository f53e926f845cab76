package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlLiteralTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    abc      | 'abc'
                    ``       | ''
                    it's     | 'it''s'
                    ''       | ''''''
                    a\\b      | E'a\\\\b'
                    \\'; --   | E'\\\\''; --'
                    "$1"     | '"$1"'
                    """)
    void meansTheTextWhateverTheServersSettings(String text, String literal) {
        assertThat(SqlLiteral.quoted(text)).isEqualTo(literal);
    }

    @Test
    void refusesWhatPostgresCannotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlLiteral.quoted("a\0b"));
    }
}
