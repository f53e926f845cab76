package dev.reverseetl.provider.rds.standin;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** XML while it is being written. */
final class Xml {
    private final StringBuilder text = new StringBuilder();

    static Xml document(String root, String namespace, Consumer<Xml> content) {
        Xml xml = new Xml();
        xml.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.text
                .append('<')
                .append(root)
                .append(namespace.isEmpty() ? "" : " xmlns=\"" + namespace + "\"")
                .append('>');
        content.accept(xml);
        xml.text.append("</").append(root).append('>');
        return xml;
    }

    Xml element(String name, Object value) {
        return element(name, xml -> xml.text.append(escaped(value.toString())));
    }

    Xml element(String name, Consumer<Xml> content) {
        text.append('<').append(name).append('>');
        content.accept(this);
        text.append("</").append(name).append('>');
        return this;
    }

    /** Writes nothing if there is no value: an element of AWS's is absent then. */
    Xml optional(String name, String value) {
        return value.isEmpty() ? this : element(name, value);
    }

    <T> Xml list(String name, String item, Collection<T> values, BiConsumer<Xml, T> writer) {
        return element(name, xml -> values.forEach(value -> xml.element(item, inner -> writer.accept(inner, value))));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
