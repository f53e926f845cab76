package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes a call once: within a time limit that covers the whole answer, with the token, and to nobody else. An answer
 * that leads elsewhere isn't followed.
 */
final class HttpAttempt {
    private final HttpClient http;
    private final Secret token;
    private final Duration limit;

    HttpAttempt(HttpClient http, Secret token, Duration limit) {
        this.http = http;
        this.token = token;
        this.limit = limit;
    }

    /**
     * Makes the call.
     *
     * @return the answer's JSON
     * @throws HerokuFailure if it fails
     */
    JsonAnswer make(HttpCall call) {
        HttpRequest request = token.reveal(characters -> call.request()
                .header("Authorization", "Bearer " + new String(characters))
                .build());
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> new BoundedBody());
        try {
            return read(call, answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw HerokuFailure.unanswered(
                    call,
                    FailureReason.UNREACHABLE,
                    true,
                    "there was no whole answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw HerokuFailure.unanswered(call, FailureReason.INTERRUPTED, true, "the thread was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw unreachable(call, cause == null ? e : cause);
        }
    }

    private HerokuFailure unreachable(HttpCall call, Throwable cause) {
        boolean notSent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException;
        String words = cause.getMessage() == null ? "" : ": " + SafeWords.of(cause.getMessage(), token);
        return HerokuFailure.unanswered(
                call,
                FailureReason.UNREACHABLE,
                !notSent,
                call.uri().getHost() + " did not answer (" + cause.getClass().getSimpleName() + words + ")");
    }

    private JsonAnswer read(HttpCall call, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 300 && status < 400) {
            throw HerokuFailure.unanswered(
                    call,
                    FailureReason.UNREADABLE,
                    false,
                    "the answer leads elsewhere (HTTP " + status + "), which isn't followed since the token is for "
                            + call.uri().getHost() + " only");
        }
        Optional<JsonAnswer> json = parse(answer.body());
        if (status >= 400) {
            throw refused(call, answer, json);
        }
        return json.orElseThrow(() -> HerokuFailure.unanswered(
                call,
                call.repeatable() ? FailureReason.SERVER : FailureReason.UNREADABLE,
                true,
                "the answer is no JSON, or not all of it arrived (HTTP " + status + ")"));
    }

    private HerokuFailure refused(HttpCall call, HttpResponse<byte[]> answer, Optional<JsonAnswer> json) {
        String id = json.flatMap(error -> error.text("id")).orElse("");
        return HerokuFailure.answered(
                call,
                answer.statusCode(),
                SafeWords.of(id, token),
                json.flatMap(error -> error.text("resource")).orElse(""),
                SafeWords.of(json.flatMap(error -> error.text("message")).orElse(""), token),
                answer.headers()
                        .firstValue("Retry-After")
                        .flatMap(value -> RetryAfter.parse(value, Clock.systemUTC())));
    }

    private static Optional<JsonAnswer> parse(byte[] body) {
        try {
            return Optional.of(JsonAnswer.parse(body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
