package dev.reverseetl.provider.rds.standin;

import java.util.UUID;
import java.util.function.Consumer;

/** The frame of EC2's answers. */
final class Ec2Answers {
    static final String VERSION = "2016-11-15";
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/" + VERSION + "/";

    private Ec2Answers() {}

    static Xml response(SignedCall call, Consumer<Xml> content) {
        return Xml.document(call.action() + "Response", NAMESPACE, xml -> {
            xml.element("requestId", UUID.randomUUID());
            content.accept(xml);
        });
    }

    static Answer error(ApiError error) {
        Xml document = Xml.document(
                "Response",
                "",
                response -> response.element(
                                "Errors",
                                errors -> errors.element(
                                        "Error",
                                        xml -> xml.element("Code", error.code()).element("Message", error.words())))
                        .element("RequestID", UUID.randomUUID()));
        return Answer.xml(error.status(), document.toString());
    }

    static ApiError unknown(SignedCall call) {
        return new ApiError(
                400, "InvalidAction", "The action '" + call.action() + "' is not valid for this web service.");
    }
}
