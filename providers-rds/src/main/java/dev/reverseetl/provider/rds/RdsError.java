package dev.reverseetl.provider.rds;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An error of RDS as XML. */
final class RdsError {
    private RdsError() {}

    /** Returns an error of RDS with its words made safe; nothing of an answer that is none. */
    static byte[] withSafeWords(byte[] answer) {
        try {
            XmlElement root = XmlDocument.read(answer);
            Optional<XmlElement> error = root.child("Error");
            return error.isEmpty()
                    ? new byte[0]
                    : write(
                            Map.of(
                                    "Code",
                                    error.get().text("Code"),
                                    "Message",
                                    SafeMessage.of(error.get().text("Message"))),
                            root.text("RequestId"));
        } catch (XMLStreamException e) {
            return new byte[0];
        }
    }

    private static byte[] write(Map<String, String> error, String requestId) throws XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter xml =
                XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        xml.writeStartElement("ErrorResponse");
        xml.writeStartElement("Error");
        for (Map.Entry<String, String> child : error.entrySet()) {
            writeElement(xml, child.getKey(), child.getValue());
        }
        xml.writeEndElement();
        writeElement(xml, "RequestId", requestId);
        xml.writeEndElement();
        xml.close();
        return bytes.toByteArray();
    }

    private static void writeElement(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
