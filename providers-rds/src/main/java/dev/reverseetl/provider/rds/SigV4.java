package dev.reverseetl.provider.rds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signature Version 4. The SDK has it too, but logs what it signs, and that has the session token in it.
 *
 * @param identity who signs
 * @param time when
 * @param region for which region
 * @param service for which service
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: Create
 *     a signed request</a>
 */
record SigV4(AwsCredentialsIdentity identity, Instant time, String region, String service) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    String timestamp() {
        return TIMESTAMP.format(time);
    }

    String credential() {
        return identity.accessKeyId() + "/" + scope();
    }

    /**
     * Signs a request.
     *
     * @param method the HTTP method
     * @param path the path
     * @param query the parameters of the URL, not encoded
     * @param headers the headers to be signed by their names in small letters
     * @param body the body
     */
    String signature(
            String method,
            String path,
            SortedMap<String, String> query,
            SortedMap<String, String> headers,
            byte[] body) {
        String canonicalHeaders = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(joining());
        String request = String.join(
                "\n",
                method,
                path.isEmpty() ? "/" : path,
                encoded(query),
                canonicalHeaders,
                signedHeaders(headers),
                sha256(body));
        String toSign = String.join("\n", ALGORITHM, timestamp(), scope(), sha256(request.getBytes(UTF_8)));
        byte[] key = ("AWS4" + identity.secretAccessKey()).getBytes(UTF_8);
        for (String part : List.of(DATE.format(time), region, service, "aws4_request", toSign)) {
            key = hmac(key, part);
        }
        return hex(key);
    }

    static String signedHeaders(SortedMap<String, String> headers) {
        return String.join(";", headers.keySet());
    }

    /** Encodes parameters for a URL, in the order of their names. */
    static String encoded(Map<String, String> query) {
        SortedMap<String, String> sorted = new TreeMap<>();
        query.forEach((name, value) -> sorted.put(encoded(name), encoded(value)));
        return sorted.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(joining("&"));
    }

    /** As RFC 3986 has it; the JDK encodes forms, which differ. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String scope() {
        return DATE.format(time) + "/" + region + "/" + service + "/aws4_request";
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return only for whom and for what: never the key} */
    @Override
    public String toString() {
        return credential();
    }
}
