package dev.reverseetl.provider.rds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs the SDK's requests and ours, as {@link AwsV4HttpSigner} does, without logging what is signed. */
final class QuietSigner implements HttpSigner<AwsCredentialsIdentity> {
    /** What proxies and the HTTP client may change. */
    private static final Set<String> NEVER_SIGNED =
            Set.of("authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id");

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        Clock clock =
                Optional.ofNullable(request.property(HttpSigner.SIGNING_CLOCK)).orElse(Clock.systemUTC());
        SigV4 sigV4 = new SigV4(
                request.identity(),
                clock.instant(),
                request.requireProperty(AwsV4HttpSigner.REGION_NAME),
                request.requireProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME));
        byte[] body = bytes(request.payload());
        SdkHttpRequest.Builder signed = request.request().toBuilder()
                .putHeader("Host", host(request.request()))
                .putHeader("X-Amz-Date", sigV4.timestamp())
                .putHeader("x-amz-content-sha256", SigV4.sha256(body));
        if (request.identity() instanceof AwsSessionCredentialsIdentity session) {
            signed.putHeader("X-Amz-Security-Token", session.sessionToken());
        }
        SortedMap<String, String> headers = headers(signed.build());
        String signature = sigV4.signature(
                signed.method().name(), request.request().encodedPath(), query(request.request()), headers, body);
        signed.putHeader(
                "Authorization",
                SigV4.ALGORITHM + " Credential=" + sigV4.credential() + ", SignedHeaders="
                        + SigV4.signedHeaders(headers) + ", Signature=" + signature);
        return SignedRequest.builder()
                .request(signed.build())
                .payload(request.payload().orElse(null))
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        throw new UnsupportedOperationException("All clients here are synchronous");
    }

    private static String host(SdkHttpRequest request) {
        boolean usual = request.port() == (request.protocol().equals("https") ? 443 : 80);
        return usual ? request.host() : request.host() + ":" + request.port();
    }

    private static SortedMap<String, String> headers(SdkHttpRequest request) {
        SortedMap<String, String> headers = new TreeMap<>();
        request.forEachHeader((name, values) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (!NEVER_SIGNED.contains(small)) {
                headers.put(small, String.join(",", values));
            }
        });
        return headers;
    }

    private static SortedMap<String, String> query(SdkHttpRequest request) {
        SortedMap<String, String> query = new TreeMap<>();
        request.forEachRawQueryParameter((name, values) -> query.put(name, first(values)));
        return query;
    }

    private static String first(List<String> values) {
        return values.isEmpty() || values.get(0) == null ? "" : values.get(0);
    }

    private static byte[] bytes(Optional<ContentStreamProvider> payload) {
        if (payload.isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = payload.get().newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
