package dev.reverseetl.provider.rds;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What came back for a request of a Query API. */
final class XmlAnswer {
    private final QueryService service;
    private final AwsCall call;
    private final int status;
    private final String contentType;
    private final byte[] body;

    XmlAnswer(QueryService service, AwsCall call, SdkHttpResponse response, byte[] body) {
        this.service = service;
        this.call = call;
        status = response.statusCode();
        contentType = response.firstMatchingHeader("Content-Type").orElse("");
        this.body = body;
    }

    /**
     * Returns what the answer tells.
     *
     * @throws AwsFailure if the answer is an error, or none of this service to this call
     */
    XmlElement result() {
        XmlElement root = root();
        if (status / 100 == 2) {
            return service.result(call.action(), root).orElseThrow(() -> unknown(root));
        }
        XmlElement error = service.error(root).orElseThrow(() -> unknown(root));
        throw AwsFailure.answered(call, error.text("Code"), status, service.requestId(root), error.text("Message"));
    }

    private AwsFailure unknown(XmlElement root) {
        return AwsFailure.unreadable(call, status, "the answer is a <" + root.name() + ">" + where());
    }

    private XmlElement root() {
        // AuthFailure; its body is lost, see BoundedHttpClient.
        if (body.length == 0 && status == HttpStatusCode.UNAUTHORIZED) {
            throw AwsFailure.answered(
                    call,
                    "AuthFailure",
                    status,
                    "",
                    "AWS does not accept the credentials, or this machine's clock is wrong");
        }
        if (body.length == 0) {
            throw AwsFailure.unreadable(call, status, "the answer is empty" + where());
        }
        if (isHtml()) {
            throw AwsFailure.unreadable(call, status, "the answer is a web page" + where());
        }
        try {
            return XmlDocument.read(body);
        } catch (XMLStreamException e) {
            throw AwsFailure.unreadable(call, status, "the answer is no XML that AWS would send" + where());
        }
    }

    private boolean isHtml() {
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8)
                .strip()
                .toLowerCase(Locale.ROOT);
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/html")
                || start.startsWith("<!doctype html")
                || start.startsWith("<html");
    }

    private static String where() {
        return ". Check what is between here and AWS, such as a proxy, and the endpoint.";
    }
}
