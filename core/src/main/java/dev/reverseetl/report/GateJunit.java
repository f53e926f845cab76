package dev.reverseetl.report;

import dev.reverseetl.gate.GateProblem;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.internal.VisibleText;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a gate's result as the tests of a suite, in the form of Ant's JUnit reports. */
final class GateJunit {
    /** The form demands a time, and the result shall be the same for the same database. */
    private static final String NO_TIME = "1970-01-01T00:00:00";

    private static final String SUITE = "reverse-etl-gate";

    private final GateResult result;

    GateJunit(GateResult result) {
        this.result = result;
    }

    String write() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            document(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A text can always be written", e);
        }
        return text.append('\n').toString();
    }

    private void document(XMLStreamWriter xml) throws XMLStreamException {
        TreeSet<String> models = result.problems().stream()
                .flatMap(problem -> problem.model().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        result.audit().models().forEach(model -> models.add(model.name()));
        long failures = models.stream()
                        .filter(model -> !closing(Optional.of(model)).isEmpty())
                        .count()
                + (closing(Optional.empty()).isEmpty() ? 0 : 1);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        xml.writeStartElement("testsuite");
        attribute(xml, "id", "0");
        attribute(xml, "package", SUITE);
        attribute(xml, "name", SUITE);
        attribute(xml, "timestamp", NO_TIME);
        attribute(xml, "hostname", "localhost");
        attribute(xml, "tests", Integer.toString(models.size() + 1));
        attribute(xml, "failures", Long.toString(failures));
        attribute(xml, "errors", "0");
        attribute(xml, "time", "0");
        xml.writeEmptyElement("properties");
        testCase(xml, "role " + result.audit().role().quoted(), Optional.empty());
        for (String model : models) {
            testCase(xml, "model " + model, Optional.of(model));
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(besides());
        xml.writeEndElement();
        xml.writeStartElement("system-err");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(XMLStreamWriter xml, String name, Optional<String> model) throws XMLStreamException {
        List<GateProblem> closing = closing(model);
        xml.writeStartElement("testcase");
        attribute(xml, "classname", SUITE);
        attribute(xml, "name", name);
        attribute(xml, "time", "0");
        if (!closing.isEmpty()) {
            xml.writeStartElement("failure");
            attribute(xml, "type", closing.get(0).finding().code());
            attribute(xml, "message", closing.get(0).finding().message());
            xml.writeCharacters(closing.stream().map(GateJunit::words).collect(Collectors.joining("\n", "\n", "\n")));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private List<GateProblem> closing(Optional<String> model) {
        return result.problems().stream()
                .filter(problem -> problem.closes() && problem.model().equals(model))
                .toList();
    }

    private String besides() {
        return result.problems().stream()
                .filter(problem -> !problem.closes())
                .map(GateJunit::words)
                .collect(Collectors.joining("\n"));
    }

    private static String words(GateProblem problem) {
        return VisibleText.of(problem.known()
                        .map(known -> "Known until " + known.until() + ": ")
                        .orElse("")
                + problem.finding()
                + GateWords.model(problem)
                + problem.place().map(place -> " at " + place).orElse(""));
    }

    /** What XML can't hold is spelt out. */
    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, VisibleText.of(value));
    }
}
