package dev.reverseetl.provider.rds.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sends answers, or what a fault makes of them. */
record FaultyExchange(HttpExchange exchange, boolean ec2, Optional<Fault> fault, Duration slowness) {
    private static final int ENDLESS_BYTES = 64 * 1024 * 1024;

    /** Sends what a fault without effect says; false if there is none. */
    boolean isAnsweredWithoutEffect() throws IOException {
        if (fault.isEmpty() || fault.get().takesEffect()) {
            return false;
        }
        switch (fault.get()) {
            case THROTTLE ->
                write(
                        ec2
                                ? Ec2Answers.error(new ApiError(503, "RequestLimitExceeded", "Request limit exceeded."))
                                : RdsAnswers.error(new ApiError(400, "Throttling", "Rate exceeded")));
            case SERVER_ERROR -> write(serverError());
            case HTML -> write(Answer.html(200));
            case HTML_UNAVAILABLE -> write(Answer.html(503));
            case DOCTYPE ->
                write(Answer.xml(200, "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a><b>&e;</b></a>"));
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
                write(new Answer(
                        answer.status(),
                        answer.contentType(),
                        answer.body().substring(0, answer.body().length() / 2)));
            case EMPTY -> write(new Answer(answer.status(), answer.contentType(), ""));
            case ENDLESS -> flood(answer);
            default -> write(answer);
        }
    }

    private Answer serverError() {
        ApiError error = new ApiError(500, "InternalError", "An internal error has occurred");
        return ec2 ? Ec2Answers.error(error) : RdsAnswers.error(error);
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
