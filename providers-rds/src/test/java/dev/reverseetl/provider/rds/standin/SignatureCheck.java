package dev.reverseetl.provider.rds.standin;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes Signature Version 4 of a request anew and compares. */
record SignatureCheck(StandInAccount account) {
    private static final HexFormat HEX = HexFormat.of();

    /** Throws what AWS answers if a request isn't signed by the account for this service and region. */
    void check(SignedCall call) {
        String service = call.isEc2() ? "ec2" : "rds";
        CredentialScope scope = call.scope()
                .orElseThrow(() ->
                        new ApiError(403, "MissingAuthenticationToken", "Request is missing Authentication Token"));
        if (!scope.accessKeyId().equals(account.accessKeyId())
                || !call.header("X-Amz-Security-Token").equals(account.sessionToken())) {
            throw call.isEc2()
                    ? new ApiError(401, "AuthFailure", "AWS was not able to validate the provided access credentials")
                    : new ApiError(
                            403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        if (!scope.service().equals(service) || !scope.region().equals(account.region())) {
            throw new ApiError(
                    403,
                    "SignatureDoesNotMatch",
                    "Credential should be scoped to a valid region and correct service: '" + service + "'.");
        }
        String canonicalRequest = canonicalRequest(call, scope);
        if (!scope.signature().equals(signature(call, scope, canonicalRequest))) {
            throw new ApiError(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your AWS Secret Access Key and signing method."
                            + " Consult the service documentation for details.\n\n"
                            + "The Canonical String for this request should have been\n'" + canonicalRequest
                            + "'\n");
        }
    }

    private static String canonicalRequest(SignedCall call, CredentialScope scope) {
        String headers = scope.signedHeaders().stream()
                .map(name -> name + ":" + call.header(name).strip() + "\n")
                .collect(joining());
        return call.method() + "\n" + call.path() + "\n\n" + headers + "\n" + String.join(";", scope.signedHeaders())
                + "\n" + sha256(call.body());
    }

    private String signature(SignedCall call, CredentialScope scope, String canonicalRequest) {
        String toSign = "AWS4-HMAC-SHA256\n" + call.header("X-Amz-Date") + "\n" + scope.scope() + "\n"
                + sha256(canonicalRequest);
        byte[] key = ("AWS4" + account.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {scope.date(), scope.region(), scope.service(), "aws4_request"}) {
            key = hmac(key, part);
        }
        return HEX.formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
