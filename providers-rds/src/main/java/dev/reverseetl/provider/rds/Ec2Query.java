package dev.reverseetl.provider.rds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/** EC2's Query API: signed form posts, answered in XML. */
final class Ec2Query {
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final URI endpoint;
    private final Retries retries;
    private final QuietSigner signer = new QuietSigner();

    Ec2Query(SdkHttpClient http, AwsCredentialsProvider credentials, Region region, URI endpoint, Retries retries) {
        this.http = http;
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
        this.retries = retries;
    }

    /**
     * Makes a call.
     *
     * @throws AwsFailure if it failed, after the attempts that make sense
     */
    XmlElement call(Ec2Request request) {
        AwsCall call = callOf(request);
        return retries.run(() -> attempt(call, request));
    }

    /** Makes a call as often as it takes to read all pages, and reads the items of a list. */
    <T> List<T> callForAll(Ec2Request request, String listName, Function<XmlElement, T> reader) {
        List<T> all = new ArrayList<>();
        Set<String> tokens = new HashSet<>();
        for (String token = ""; tokens.add(token); ) {
            XmlElement page = call(token.isEmpty() ? request : request.with("NextToken", token));
            try {
                page.items(listName).stream().map(reader).forEach(all::add);
            } catch (NumberFormatException e) {
                throw unreadable(request, "a number in the answer is none");
            }
            token = page.text("nextToken");
            if (token.isEmpty()) {
                return List.copyOf(all);
            }
        }
        throw unreadable(request, "the same page came twice");
    }

    AwsFailure unreadable(Ec2Request request, String words) {
        return AwsFailure.unreadable(callOf(request), 200, words);
    }

    private AwsCall callOf(Ec2Request request) {
        return new AwsCall("EC2", request.action(), endpoint.toString());
    }

    private XmlElement attempt(AwsCall call, Ec2Request request) {
        SignedRequest signed = sign(call, request.form());
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElseThrow())
                            .build())
                    .call();
            return new XmlAnswer(
                            call,
                            response.httpResponse().statusCode(),
                            response.httpResponse()
                                    .firstMatchingHeader("Content-Type")
                                    .orElse(""),
                            response.responseBody()
                                    .orElse(AbortableInputStream.createEmpty())
                                    .readAllBytes())
                    .response();
        } catch (IOException e) {
            throw AwsFailure.unanswered(call, FailureReason.UNREACHABLE, wasSent(e), e.toString());
        }
    }

    private SignedRequest sign(AwsCall call, byte[] form) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", Integer.toString(form.length))
                .build();
        try {
            return signer.sign(SignRequest.builder(credentials.resolveCredentials())
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(form))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    .build());
        } catch (SdkException e) {
            throw AwsFailure.unanswered(call, FailureReason.CREDENTIALS, false, String.valueOf(e.getMessage()));
        }
    }

    private static boolean wasSent(IOException e) {
        return !(e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException);
    }
}
