package dev.reverseetl.provider.rds.standin;

import java.nio.charset.StandardCharsets;

/** An answer on its way. */
record Answer(int status, String contentType, String body) {
    static Answer xml(int status, String body) {
        return new Answer(status, "text/xml;charset=UTF-8", body);
    }

    static Answer html(int status) {
        return new Answer(
                status, "text/html", "<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
