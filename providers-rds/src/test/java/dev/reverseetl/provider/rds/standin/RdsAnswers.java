package dev.reverseetl.provider.rds.standin;

import java.util.UUID;
import java.util.function.Consumer;

/** The frame of RDS's answers. */
final class RdsAnswers {
    private static final String NAMESPACE = "http://rds.amazonaws.com/doc/2014-10-31/";

    private RdsAnswers() {}

    static Xml response(SignedCall call, Consumer<Xml> result) {
        return Xml.document(
                call.action() + "Response",
                NAMESPACE,
                xml -> xml.element(call.action() + "Result", result)
                        .element("ResponseMetadata", metadata -> metadata.element("RequestId", UUID.randomUUID())));
    }

    static Answer error(ApiError error) {
        Xml document = Xml.document(
                "ErrorResponse",
                NAMESPACE,
                response -> response.element(
                                "Error",
                                xml -> xml.element("Type", error.status() < 500 ? "Sender" : "Receiver")
                                        .element("Code", error.code())
                                        .element("Message", error.words()))
                        .element("RequestId", UUID.randomUUID()));
        return Answer.xml(error.status(), document.toString());
    }
}
