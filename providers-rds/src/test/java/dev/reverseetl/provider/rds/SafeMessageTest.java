package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeMessageTest {
    @Test
    void leavesWordsAlone() {
        String words = "The security group 'sg-1' does not exist";

        assertThat(SafeMessage.of(words)).isEqualTo(words);
    }

    @Test
    void cutsEncodedMessages() {
        assertThat(SafeMessage.of("Not authorized. Encoded authorization failure message: abc def"))
                .isEqualTo("Not authorized.");
        assertThat(SafeMessage.of("Refused: <EncodedMessage>: abc")).isEqualTo("Refused: <EncodedMessage>: abc");
        assertThat(SafeMessage.of("Refused. EncodedMessage: abc")).isEqualTo("Refused.");
    }

    @Test
    void cutsSignedTexts() {
        assertThat(SafeMessage.of("No match.\n\nThe Canonical String for this request should have been\n'POST\n/\n'"))
                .isEqualTo("No match.");
    }

    @Test
    void hidesCredentials() {
        assertThat(SafeMessage.of("GET /?X-Amz-Security-Token=abc&X-Amz-Signature=0f0f&a=b"))
                .isEqualTo("GET /?X-Amz-Security-Token=****&X-Amz-Signature=****&a=b");
        assertThat(SafeMessage.of("in 'AWS4-HMAC-SHA256 Credential=AKIA/2026/x, Signature=0f0f'"))
                .isEqualTo("in 'AWS4-HMAC-SHA256 Credential=****, Signature=****");
    }

    @Test
    void hidesBlobs() {
        assertThat(SafeMessage.of("token " + "aB3/".repeat(40) + " is bad")).isEqualTo("token **** is bad");
    }

    @Test
    void isOneLineOfBoundedLength() {
        assertThat(SafeMessage.of("a\r\n\tb\u0000c")).isEqualTo("a b c");
        assertThat(SafeMessage.of("word ".repeat(1000))).hasSize(603).endsWith("...");
    }
}
