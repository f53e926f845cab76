package dev.reverseetl.provider.rds;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.http.HttpStatusCode;

/** What came back for a request of a Query API. */
final class XmlAnswer {
    private final AwsCall call;
    private final int status;
    private final String contentType;
    private final byte[] body;

    XmlAnswer(AwsCall call, int status, String contentType, byte[] body) {
        this.call = call;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /**
     * Returns the response element.
     *
     * @throws AwsFailure if the answer is an error, of EC2's form, or none of AWS's
     */
    XmlElement response() {
        XmlElement root = root();
        if (status / 100 == 2 && root.name().equals(call.action() + "Response")) {
            return root;
        }
        Optional<XmlElement> error = root.child("Errors").flatMap(errors -> errors.child("Error"));
        if (status / 100 != 2 && error.isPresent()) {
            throw AwsFailure.answered(
                    call,
                    error.get().text("Code"),
                    status,
                    root.text("RequestID"),
                    error.get().text("Message"));
        }
        throw AwsFailure.unreadable(call, status, "the answer is a <" + root.name() + ">" + where());
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
