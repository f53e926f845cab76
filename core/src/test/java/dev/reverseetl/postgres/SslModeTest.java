package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SslModeTest {
    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(SslMode mode) {
        assertThat(SslMode.ofLibpqName(mode.libpqName())).isEqualTo(mode);
    }

    @Test
    void hasLibpqsNames() {
        assertThat(SslMode.values())
                .extracting(SslMode::libpqName)
                .containsExactly("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    }

    @Test
    void listsTheNamesWhenOneIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SslMode.ofLibpqName("Require"))
                .withMessage("There is no sslmode \"Require\"."
                        + " Use one of disable, allow, prefer, require, verify-ca, verify-full");
    }

    @Test
    void requiresTlsFromRequireOn() {
        assertThat(SslMode.values())
                .filteredOn(SslMode::requiresTls)
                .containsExactly(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);
    }
}
