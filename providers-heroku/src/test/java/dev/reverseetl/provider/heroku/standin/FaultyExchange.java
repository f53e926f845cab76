package dev.reverseetl.provider.heroku.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sends answers, or what a fault makes of them. */
record FaultyExchange(HttpExchange exchange, Optional<Fault> fault, Duration slowness, String elsewhere) {
    private static final int ENDLESS_BYTES = 64 * 1024 * 1024;

    /** Sends what a fault without effect says; false if there is none. */
    boolean isAnsweredWithoutEffect() throws IOException {
        if (fault.isEmpty() || fault.get().takesEffect()) {
            return false;
        }
        switch (fault.get()) {
            case THROTTLE ->
                write(Answer.error(429, "rate_limit", "Your account reached the API rate limit.")
                        .with("Retry-After", "1"));
            case SERVER_ERROR -> write(serverError());
            case HTML -> write(Answer.html(200));
            case HTML_UNAVAILABLE -> write(Answer.html(503));
            case OTHER_JSON -> write(Answer.json(200, Json.object("surprise", 1)));
            case REDIRECT -> write(Answer.json(302, Json.object()).with("Location", elsewhere));
            case TOKEN_EXPIRED -> write(Answer.error(401, "unauthorized", "Invalid credentials provided."));
            case TWO_FACTOR ->
                write(Answer.error(
                        403, "two_factor", "A second authentication factor or pre-authorization is required."));
            case FORBIDDEN ->
                write(Answer.error(403, "forbidden", "The scope of this OAuth authorization is too narrow."));
            case REFUSED -> write(Answer.error(422, "invalid_params", "The database can't do that now."));
            default -> {
                // CUT_BEFORE_EFFECT: closing the exchange unanswered cuts the connection.
            }
        }
        return true;
    }

    /** Sends an answer as the fault, if any, has it. */
    void send(Answer answer) throws IOException {
        if (fault.isEmpty()) {
            write(answer);
            return;
        }
        byte[] bytes = answer.bytes();
        switch (fault.get()) {
            case CUT_AFTER_EFFECT -> {
                // Closing the exchange unanswered cuts the connection.
            }
            case SERVER_ERROR_AFTER_EFFECT -> write(serverError());
            case SLOW_ANSWER -> {
                sleep(slowness);
                write(answer);
            }
            case SLOW_BODY -> drip(answer, bytes);
            case TRUNCATED -> truncate(answer, bytes);
            case MALFORMED ->
                write(answer.withBody(answer.body().substring(0, answer.body().length() / 2)));
            case EMPTY -> write(answer.withBody(""));
            case ENDLESS -> flood(answer);
            default -> write(answer);
        }
    }

    private static Answer serverError() {
        return Answer.error(500, "internal_server_error", "Internal server error.");
    }

    private void write(Answer answer) throws IOException {
        byte[] bytes = answer.bytes();
        try (OutputStream out = start(answer, bytes.length)) {
            out.write(bytes);
        }
    }

    private void truncate(Answer answer, byte[] bytes) throws IOException {
        OutputStream out = start(answer, bytes.length);
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
    }

    private void drip(Answer answer, byte[] bytes) throws IOException {
        OutputStream out = start(answer, bytes.length);
        for (byte b : bytes) {
            out.write(b);
            out.flush();
            sleep(slowness.dividedBy(bytes.length));
        }
    }

    private void flood(Answer answer) throws IOException {
        OutputStream out = start(answer, ENDLESS_BYTES);
        byte[] spaces = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
        for (int sent = 0; sent < ENDLESS_BYTES; sent += spaces.length) {
            out.write(spaces);
        }
    }

    private OutputStream start(Answer answer, int length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        // Else head and body go apart, and each answer waits for a delayed acknowledgement
        exchange.getResponseHeaders().set("Connection", "close");
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        return exchange.getResponseBody();
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            // The server is being closed.
            Thread.currentThread().interrupt();
        }
    }
}
