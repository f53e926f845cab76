package dev.reverseetl.provider.rds.standin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method the HTTP method
 * @param path the path
 * @param headers the headers
 * @param body the body
 * @param parameters the form in the body
 */
record SignedCall(String method, String path, Headers headers, String body, Parameters parameters) {
    static SignedCall read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new SignedCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders(),
                body,
                Parameters.ofForm(body));
    }

    Optional<CredentialScope> scope() {
        return CredentialScope.parse(header("Authorization"));
    }

    String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    String action() {
        return parameters.value("Action");
    }

    /** The APIs share the port; their versions tell them apart. */
    boolean isEc2() {
        return parameters.value("Version").equals(Ec2Answers.VERSION);
    }
}
