package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77/24, 192.0.2.0/24",
        "255.255.255.255/0, 0.0.0.0/0",
        "52.25.130.38/32, 52.25.130.38/32",
        "2001:DB8:0:0:0:0:0:1/32, 2001:db8::/32",
        "::/0, ::/0",
        "::1/128, ::1/128",
        "1:0:0:2:0:0:0:3/128, 1:0:0:2::3/128",
        "1:0:0:2:0:0:3:3/128, 1::2:0:0:3:3/128",
        "1:0:2:3:4:5:6:7/128, 1:0:2:3:4:5:6:7/128",
        "10:0:0:2:100:0:0:20/128, 10::2:100:0:0:20/128",
        "1:2:3:4:5:6:7:8/49, 1:2:3::/49",
    })
    void clearsHostBitsAndWritesAsAwsDoes(String text, String canonical) {
        assertThat(CidrRange.of(text)).hasToString(canonical);
        assertThat(CidrRange.of(canonical)).isEqualTo(CidrRange.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.1",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/024",
                "192.0.2/24",
                "192.0.2.256/24",
                "192.0.02.0/24",
                "example.com/24",
                "2001:db8::/129",
                "2001:db8:::/32",
                "::ffff:192.0.2.1/128",
                "fe80::1%eth0/64",
                "[::1]/128",
                "g::/16",
                "192.0.2.0/24/24",
                "192.0.2.0/٢٤",
            })
    void readsNothingElse(String text) {
        assertThat(CidrRange.parse(text)).isEmpty();
    }

    @Test
    void familiesHaveNothingInCommon() {
        assertThat(CidrRange.of("::/0").contains(CidrRange.of("0.0.0.0/0"))).isFalse();
        assertThat(CidrRange.of("0.0.0.0/0").overlaps(CidrRange.of("::/0"))).isFalse();
    }
}
