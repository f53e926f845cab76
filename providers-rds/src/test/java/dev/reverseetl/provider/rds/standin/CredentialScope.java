package dev.reverseetl.provider.rds.standin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an {@code Authorization} header says of itself. */
record CredentialScope(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {

    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256 "
            + "Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, "
            + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
    private static final Pattern SEMICOLON = Pattern.compile(";");

    static Optional<CredentialScope> parse(String header) {
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches()
                ? Optional.of(new CredentialScope(
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4),
                        List.of(SEMICOLON.split(matcher.group(5))),
                        matcher.group(6)))
                : Optional.empty();
    }

    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
