package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledPostgresTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-arm_64",
        "Mac OS X, x86_64, darwin-x86_64",
        "Mac OS X, aarch64, darwin-arm_64",
        "Windows 11, amd64, windows-x86_64",
        "Windows 11, aarch64, windows-x86_64"
    })
    void knowsPlatforms(String osName, String osArch, String platform) {
        assertThat(new BundledPostgres(osName, osArch).platform()).isEqualTo(platform);
    }

    @ParameterizedTest
    @CsvSource({"FreeBSD, amd64", "Linux, s390x", "'', ''"})
    void namesPlatformThatHasNone(String osName, String osArch) {
        assertThatExceptionOfType(ProgramFailure.class)
                .isThrownBy(() -> new BundledPostgres(osName, osArch).platform())
                .withMessage("There is no bundled PostgreSQL for " + osName + " on " + osArch + ".");
    }

    @Test
    void findsBinaryOfThisMachine() throws IOException {
        try (InputStream binary = BundledPostgres.ofThisMachine().getPgBinary("", "")) {
            assertThat(binary.read()).isNotNegative();
        }
    }

    @Test
    void saysWhichBinaryItHolds() {
        String other = BundledPostgres.ofThisMachine().platform().startsWith("linux") ? "Mac OS X" : "Linux";
        assertThatExceptionOfType(ProgramFailure.class)
                .isThrownBy(() -> new BundledPostgres(other, "amd64").getPgBinary("", ""))
                .withMessageContaining("This jar holds no PostgreSQL for " + other)
                .withMessageContaining(
                        ", but for " + BundledPostgres.ofThisMachine().platform());
    }
}
