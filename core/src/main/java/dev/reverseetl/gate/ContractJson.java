package dev.reverseetl.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.audit.Guarantee;
import dev.reverseetl.audit.ModelShape;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.internal.json.JsonObject;
import dev.reverseetl.internal.json.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Contracts as JSON. */
final class ContractJson {
    static final String FORMAT = "reverse-etl-contract";

    private ContractJson() {}

    static String write(Contract contract) {
        return JsonText.indented(json -> {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("schemaVersion", GateFile.VERSION);
            json.writeArrayFieldStart("models");
            for (ModelContract model : contract.models()) {
                write(model, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(ModelContract model, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", model.name());
        texts("identifier", model.identifier(), json);
        json.writeStringField("notNull", model.shape().notNull().name());
        json.writeStringField("unique", model.shape().unique().name());
        json.writeArrayFieldStart("columns");
        for (ModelShape.Column column : model.shape().columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type());
            json.writeBooleanField("notNull", column.notNull());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("sources");
        for (ModelShape.Source source : model.shape().sources()) {
            json.writeStartObject();
            json.writeStringField("kind", source.kind().name());
            json.writeStringField("schema", source.schema());
            json.writeStringField("name", source.name());
            texts("columns", source.columns(), json);
            json.writeBooleanField("direct", source.direct());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("query", model.query());
        json.writeBooleanField("runs", model.runs());
        json.writeEndObject();
    }

    private static void texts(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /**
     * Reads a contract.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Contract read(JsonObject json) {
        GateFile.require(json, FORMAT);
        return new Contract(
                json.objects("models").stream().map(ContractJson::model).toList());
    }

    private static ModelContract model(JsonObject json) {
        return new ModelContract(
                json.text("name"),
                json.texts("identifier"),
                json.text("query"),
                json.flag("runs"),
                new ModelShape(
                        json.objects("columns").stream()
                                .map(column -> new ModelShape.Column(
                                        column.text("name"), column.text("type"), column.flag("notNull")))
                                .toList(),
                        constant(json.text("notNull"), Guarantee.values()),
                        constant(json.text("unique"), Guarantee.values()),
                        json.objects("sources").stream()
                                .map(ContractJson::source)
                                .toList()));
    }

    private static ModelShape.Source source(JsonObject json) {
        return new ModelShape.Source(
                constant(json.text("kind"), ObjectKind.values()),
                json.text("schema"),
                json.text("name"),
                json.texts("columns"),
                json.flag("direct"),
                false);
    }

    private static <E extends Enum<E>> E constant(String name, E[] constants) {
        return Stream.of(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is none of " + List.of(constants)));
    }
}
