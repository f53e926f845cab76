package dev.reverseetl.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Percent-encoding as in RFC 3986, over UTF-8. */
final class PercentCode {
    private PercentCode() {}

    /** {@return the decoded text, or nothing if it is malformed, is not UTF-8, or holds NUL} */
    static Optional<String> decode(String encoded) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(encoded)) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); ) {
            int c = encoded.codePointAt(i);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
                continue;
            }
            int octet = octet(encoded, i + 1);
            if (octet <= 0) {
                return Optional.empty();
            }
            bytes.write(octet);
            i += 3;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int octet(String encoded, int at) {
        if (at + 2 > encoded.length()
                || !HexFormat.isHexDigit(encoded.charAt(at))
                || !HexFormat.isHexDigit(encoded.charAt(at + 1))) {
            return -1;
        }
        return HexFormat.fromHexDigits(encoded, at, at + 2);
    }
}
