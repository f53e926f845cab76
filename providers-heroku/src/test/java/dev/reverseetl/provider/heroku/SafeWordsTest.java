package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.Secret;
import org.junit.jupiter.api.Test;

class SafeWordsTest {
    private static final Secret TOKEN = Secret.of("01234567-89ab-cdef-0123-456789abcdef");

    @Test
    void leaveOutWhatMayBeSecret() {
        assertThat(SafeWords.of("no 01234567-89ab-cdef-0123-456789abcdef here", TOKEN))
                .isEqualTo("no **** here");
        assertThat(SafeWords.of("HRKU-AA-0123 is bad", TOKEN)).isEqualTo("**** is bad");
        assertThat(SafeWords.of("at postgres://u1:hunter2@host/d1", TOKEN)).isEqualTo("at ****@host/d1");
        assertThat(SafeWords.of("password p" + "0f".repeat(32), TOKEN)).isEqualTo("password ****");
    }

    @Test
    void areOneShortLineThatNoTerminalObeys() {
        assertThat(SafeWords.of("one\r\n\u001b[2Jtwo\u202e", TOKEN)).isEqualTo("one [2Jtwo");
        assertThat(SafeWords.of("word ".repeat(1000), TOKEN)).hasSize(303).endsWith("...");
    }
}
