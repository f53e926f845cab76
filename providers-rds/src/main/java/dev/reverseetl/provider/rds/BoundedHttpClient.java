package dev.reverseetl.provider.rds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads whole answers, within bounds: a time limit for reads says nothing about a body that comes byte by byte, and the
 * JDK's stream may end quietly where the connection does.
 */
final class BoundedHttpClient implements SdkHttpClient {
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final SdkHttpClient http;
    private final Duration limit;

    BoundedHttpClient(SdkHttpClient http, Duration limit) {
        this.http = http;
        this.limit = limit;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new BoundedRequest(http.prepareRequest(request), limit);
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private static final class BoundedRequest implements ExecutableHttpRequest {
        private final ExecutableHttpRequest request;
        private final Duration limit;
        private volatile boolean aborted;

        BoundedRequest(ExecutableHttpRequest request, Duration limit) {
            this.request = request;
            this.limit = limit;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            long deadline = System.nanoTime() + limit.toNanos();
            HttpExecuteResponse response = answer();
            AbortableInputStream stream = response.responseBody().orElse(AbortableInputStream.createEmpty());
            byte[] body;
            try {
                body = read(stream, deadline);
            } catch (IOException e) {
                // Not closed then: the JDK reads on in the background, and closing would wait for that.
                stream.abort();
                throw e;
            }
            stream.close();
            checkLength(response.httpResponse(), body.length);
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }

        /** The client wraps some failures of the network, which nobody would take for such then. */
        private HttpExecuteResponse answer() throws IOException {
            try {
                return request.call();
            } catch (UncheckedIOException e) {
                throw new IOException(e.getCause());
            }
        }

        /** Comes from another thread, and must not close there what this one reads: see above. */
        @Override
        public void abort() {
            aborted = true;
        }

        private byte[] read(AbortableInputStream body, long deadline) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > MAX_BYTES) {
                    throw new IOException("The answer is longer than " + MAX_BYTES + " bytes");
                }
                if (aborted || System.nanoTime() - deadline > 0) {
                    throw new IOException("The answer did not arrive in full in time");
                }
            }
            return bytes.toByteArray();
        }

        /** The JDK keeps the body of 401 to itself, because it can't log in while it streams a request. */
        private static void checkLength(SdkHttpResponse response, int length) throws IOException {
            String announced = response.firstMatchingHeader("Content-Length").orElse("");
            if (!announced.isEmpty()
                    && !announced.equals(Integer.toString(length))
                    && response.statusCode() != HttpStatusCode.UNAUTHORIZED) {
                throw new IOException("Premature EOF: " + length + " of " + announced + " bytes");
            }
        }
    }
}
