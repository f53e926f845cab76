package dev.reverseetl.provider.rds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Looks at answers before the SDK does. It takes an empty answer, and XML of any kind, for an answer about nothing, as
 * if there were no database. And it logs AWS's words for an error, which can have the session token in them.
 *
 * @param endpoint where the calls go to, for messages
 */
record RdsAnswerCheck(String endpoint) implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes executionAttributes) {
        int status = context.httpResponse().statusCode();
        byte[] body = bytes(context.responseBody());
        if (!context.httpResponse().isSuccessful()) {
            return Optional.of(new ByteArrayInputStream(RdsError.withSafeWords(body)));
        }
        String action = executionAttributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        XmlAnswer answer = new XmlAnswer(
                new AwsCall("RDS", action, endpoint),
                status,
                context.httpResponse().firstMatchingHeader("Content-Type").orElse(""),
                body);
        answer.response();
        return Optional.of(new ByteArrayInputStream(body));
    }

    private static byte[] bytes(Optional<InputStream> body) {
        try (InputStream stream = body.orElse(InputStream.nullInputStream())) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
