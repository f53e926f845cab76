package dev.reverseetl.provider.rds;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML that somebody else wrote: no DTD, no entities of its own, nothing outside of it, no endless nesting. */
final class XmlDocument {
    private static final int MAX_DEPTH = 64;

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<XmlElement> roots = new ArrayList<>();

    private XmlDocument() {}

    /**
     * Reads a whole document.
     *
     * @throws XMLStreamException if it isn't well-formed or isn't plain
     */
    static XmlElement read(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        try {
            return new XmlDocument().read(reader);
        } finally {
            reader.close();
        }
    }

    private XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("A document type or entity, which AWS doesn't use");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return roots.get(0);
    }

    private void start(String name) throws XMLStreamException {
        if (open.size() >= MAX_DEPTH) {
            throw new XMLStreamException("More than " + MAX_DEPTH + " elements inside each other");
        }
        open.push(new Open(name, new StringBuilder(), new ArrayList<>()));
    }

    private void text(String text) {
        Open element = open.peek();
        if (element != null) {
            element.text.append(text);
        }
    }

    private void end() {
        Open element = open.pop();
        Open parent = open.peek();
        (parent == null ? roots : parent.children)
                .add(new XmlElement(element.name, element.text.toString().strip(), List.copyOf(element.children)));
    }

    private record Open(String name, StringBuilder text, List<XmlElement> children) {}
}
