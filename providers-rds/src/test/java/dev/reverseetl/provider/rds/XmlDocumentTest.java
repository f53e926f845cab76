package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlDocumentTest {
    private static XmlElement read(String text) throws XMLStreamException {
        return XmlDocument.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsElementsWithoutNamespace() throws XMLStreamException {
        XmlElement root = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <R xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><!-- c -->
                  <set> <item><id> a&amp;<![CDATA[<b>]]> </id><n>7</n></item> <other/> <item/> </set>
                  <flag>true</flag>
                </R>
                """);

        assertThat(root.name()).isEqualTo("R");
        assertThat(root.items("set")).hasSize(2);
        assertThat(root.items("set").get(0).text("id")).isEqualTo("a&<b>");
        assertThat(root.items("set").get(0).number("n", -1)).isEqualTo(7);
        assertThat(root.items("set").get(1).number("n", -1)).isEqualTo(-1);
        assertThat(root.isTrue("flag")).isTrue();
        assertThat(root.items("none")).isEmpty();
        assertThat(root.text("none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "{\"a\": 1}",
                "<a>&unknown;</a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
                "<!DOCTYPE a [<!ENTITY % e SYSTEM \"http://127.0.0.1:1/\">%e;]><a/>",
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> read("<a>".repeat(100_000)))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("More than 64 elements");
    }
}
