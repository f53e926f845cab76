package dev.reverseetl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    @Test
    void areGivenBackWithTheirPrefixEachOnce() {
        assertThat(AddressRanges.check(
                        "192.0.2.0/29", "192.0.2.1", "192.0.2.1/32", "2001:db8::/32", "::1", "0.0.0.0/0"))
                .containsExactly("192.0.2.0/29", "192.0.2.1/32", "2001:db8::/32", "::1/128", "0.0.0.0/0");
    }

    @ParameterizedTest
    @EnumSource
    void ofEachRegionAreRight(SegmentRegion region) {
        assertThat(AddressRanges.check(region.cidrRanges().toArray(String[]::new)))
                .isEqualTo(region.cidrRanges());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "everywhere",
                "db.example.com/32",
                "192.0.2.0/",
                "/24",
                "192.0.2/24",
                "192.0.2.256/32",
                "192.0.2.01/32",
                "192.0.2.0/24/24",
                "192.0.2.0/-1",
                "192.0.2.0 /24",
                "1:2:3/48",
                "::1%eth0/128",
                "192.0.2.0/24\n",
                "192.0.2.0/24; DROP",
                "192.0.2.0/255.255.255.0"
            })
    void areRefusedIfMalformed(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRanges.check(range))
                .withMessageStartingWith("\"" + range + "\" is no range of addresses");
    }

    @ParameterizedTest
    @CsvSource({
        "52.25.130.38/16, 52.25.0.0/16",
        "192.0.2.1/31, 192.0.2.0/31",
        "255.255.255.255/0, 0.0.0.0/0",
        "2001:db8::1/64, 2001:db8:0:0:0:0:0:0/64",
        "2001:db8:0:0:ffff::/63, 2001:db8:0:0:0:0:0:0/63"
    })
    void areRefusedWithBitsAfterThePrefix(String range, String right) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRanges.check(range))
                .withMessageContaining("\"" + range
                        + "\" has bits set after its prefix; if the prefix is right, it is \"" + right + "\"");
    }

    @Test
    void tellAllProblemsTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRanges.check("10.0.0.1/33", "::/129", "x", "10.0.0.1/8", "10.0.0.0/8"))
                .withMessageContaining("\"10.0.0.1/33\" has a prefix of more than the 32 bits")
                .withMessageContaining("\"::/129\" has a prefix of more than the 128 bits")
                .withMessageContaining("\"x\" is no range")
                .withMessageContaining("\"10.0.0.1/8\" has bits set")
                .withMessageNotContaining("\"10.0.0.0/8\" is");
        assertThatIllegalArgumentException().isThrownBy(AddressRanges::check).withMessageContaining("at least one");
    }
}
