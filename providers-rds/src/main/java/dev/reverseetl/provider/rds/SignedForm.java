package dev.reverseetl.provider.rds;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** A form that is posted with a signature over all that is sent. */
final class SignedForm {
    private SignedForm() {}

    static HttpExecuteRequest post(URI endpoint, byte[] form, SigV4 sigV4) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", Integer.toString(form.length))
                .putHeader("X-Amz-Date", sigV4.timestamp())
                .putHeader("x-amz-content-sha256", SigV4.sha256(form));
        request.putHeader("Host", host(request));
        if (sigV4.identity() instanceof AwsSessionCredentialsIdentity session) {
            request.putHeader("X-Amz-Security-Token", session.sessionToken());
        }
        SortedMap<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String signature =
                sigV4.signature(request.method().name(), request.encodedPath(), new TreeMap<>(), headers, form);
        request.putHeader(
                "Authorization",
                SigV4.ALGORITHM + " Credential=" + sigV4.credential() + ", SignedHeaders="
                        + SigV4.signedHeaders(headers) + ", Signature=" + signature);
        return HttpExecuteRequest.builder()
                .request(request.build())
                .contentStreamProvider(() -> new ByteArrayInputStream(form))
                .build();
    }

    private static String host(SdkHttpRequest.Builder request) {
        Integer port = request.port();
        boolean usual = port == null || port == (request.protocol().equals("https") ? 443 : 80);
        return usual ? request.host() : request.host() + ":" + port;
    }
}
