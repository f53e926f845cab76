package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "0.4, 0",
        "15, 15",
        "15 ms, 15",
        "1500us, 2",
        "1.5s, 1500",
        "2min, 120000",
        "' 1 h ', 3600000",
        "1d, 86400000",
        ".5s, 500"
    })
    void readsTimesAsPostgresDoes(String value, long millis) {
        assertThat(SettingDuration.parse(value)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "0x10", "1 fortnight", "-1", "1e3", "1 S"})
    void saysWhereItCannot(String value) {
        assertThat(SettingDuration.parse(value)).isEmpty();
    }
}
