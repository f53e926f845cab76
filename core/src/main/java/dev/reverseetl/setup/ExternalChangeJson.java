package dev.reverseetl.setup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.internal.json.JsonObject;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ExternalStepBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of an {@link ExternalChange}. */
final class ExternalChangeJson {
    private ExternalChangeJson() {}

    static void write(ExternalChange change, JsonGenerator json) throws IOException {
        ExternalStep step = change.step();
        json.writeStartObject();
        json.writeStringField("provider", change.provider());
        json.writeStringField("code", step.code());
        json.writeStringField("order", step.order().name());
        json.writeStringField("what", step.what());
        json.writeStringField("why", step.why());
        json.writeStringField("call", step.call());
        if (step.undoCall().isPresent()) {
            json.writeStringField("undo-call", step.undoCall().get());
        }
        if (step.makesRole()) {
            json.writeBooleanField("makes-role", true);
        }
        write("parameters", step.parameters(), json);
        if (change.outcome().isPresent()) {
            write("outcome", change.outcome().get(), json);
        }
        json.writeEndObject();
    }

    private static void write(String name, Map<String, String> texts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    static ExternalChange read(JsonObject json) {
        ExternalStepBuilder step = ExternalStep.of(json.text("code"), ExternalStep.Order.valueOf(json.text("order")))
                .what(json.text("what"))
                .why(json.text("why"))
                .call(json.text("call"));
        json.optionalText("undo-call").ifPresent(step::undoCall);
        if (json.names().contains("makes-role") && json.flag("makes-role")) {
            step.makesRole();
        }
        texts(json.object("parameters")).forEach(step::parameter);
        return new ExternalChange(
                json.text("provider"),
                step.build(),
                json.optionalObject("outcome").map(ExternalChangeJson::texts));
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new TreeMap<>();
        object.names().forEach(name -> texts.put(name, object.text(name)));
        return texts;
    }
}
