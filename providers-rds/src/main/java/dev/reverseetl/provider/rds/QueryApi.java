package dev.reverseetl.provider.rds;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** AWS's Query APIs: signed form posts, answered in XML. */
final class QueryApi {
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final Function<QueryService, URI> endpoints;
    private final Retries retries;

    QueryApi(
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            Region region,
            Function<QueryService, URI> endpoints,
            Retries retries) {
        this.http = http;
        this.credentials = credentials;
        this.region = region;
        this.endpoints = endpoints;
        this.retries = retries;
    }

    /**
     * Makes a call and returns its result.
     *
     * @throws AwsFailure if it failed, after the attempts that make sense
     */
    XmlElement call(QueryRequest request) {
        return retries.run(() -> attempt(request));
    }

    /** Makes a call as often as it takes to read all pages, and reads the items of a list. */
    <T> List<T> callForAll(QueryRequest request, String listName, String itemName, Function<XmlElement, T> reader) {
        List<T> all = new ArrayList<>();
        Set<String> tokens = new HashSet<>();
        for (String token = ""; tokens.add(token); ) {
            XmlElement page = call(request.page(token));
            try {
                page.items(listName, itemName).stream().map(reader).forEach(all::add);
            } catch (NumberFormatException e) {
                throw unreadable(request, "a number in the answer is none");
            }
            token = request.service().nextPage(page);
            if (token.isEmpty()) {
                return List.copyOf(all);
            }
        }
        throw unreadable(request, "the same page came twice");
    }

    AwsFailure unreadable(QueryRequest request, String words) {
        return AwsFailure.unreadable(callOf(request), 200, words);
    }

    private AwsCall callOf(QueryRequest request) {
        QueryService service = request.service();
        return new AwsCall(
                service.name(), request.action(), endpoints.apply(service).toString());
    }

    private XmlElement attempt(QueryRequest request) {
        AwsCall call = callOf(request);
        QueryService service = request.service();
        SigV4 sigV4 = new SigV4(identity(call), Instant.now(), region.id(), service.id());
        try {
            HttpExecuteResponse response = http.prepareRequest(
                            SignedForm.post(endpoints.apply(service), request.form(), sigV4))
                    .call();
            byte[] body = response.responseBody()
                    .orElse(AbortableInputStream.createEmpty())
                    .readAllBytes();
            return new XmlAnswer(service, call, response.httpResponse(), body).result();
        } catch (IOException e) {
            throw AwsFailure.unanswered(call, FailureReason.UNREACHABLE, wasSent(e), e.toString());
        }
    }

    private AwsCredentials identity(AwsCall call) {
        try {
            return credentials.resolveCredentials();
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
