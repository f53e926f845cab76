package dev.reverseetl.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.Finding;
import dev.reverseetl.internal.json.JsonText;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.UndoRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes a report as one JSON object, beginning with its format and version. */
final class JsonReport {
    private static final String VERSION_MEMBER = "version";
    private static final int VERSION = 1;

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the members of one report. */
    interface Members {
        void write(JsonReport json) throws IOException;
    }

    /** Writes one element of an array of objects. */
    interface Element<T> {
        void write(T value) throws IOException;
    }

    static String write(String format, Members members) {
        return write(format, VERSION_MEMBER, members);
    }

    /** Writes a report whose version another member holds. */
    static String write(String format, String versionMember, Members members) {
        return JsonText.indented(generator -> {
            generator.writeStartObject();
            generator.writeStringField("format", format);
            generator.writeNumberField(versionMember, VERSION);
            members.write(new JsonReport(generator));
            generator.writeEndObject();
        });
    }

    void text(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    void textOrNull(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        } else {
            nothing(name);
        }
    }

    void nothing(String name) throws IOException {
        json.writeNullField(name);
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    void object(String name, Members members) throws IOException {
        json.writeObjectFieldStart(name);
        members.write(this);
        json.writeEndObject();
    }

    /** Writes another report whole, with its format and version. */
    void report(String name, String format, String versionMember, Members members) throws IOException {
        object(name, part -> {
            part.text("format", format);
            part.number(versionMember, VERSION);
            members.write(part);
        });
    }

    <T> void objects(String name, List<T> values, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            element.write(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void steps(String name, List<PlanStep> steps) throws IOException {
        objects(name, steps, step -> {
            text("code", step.code());
            text("what", step.what());
            text("why", step.why());
            text(step.isExternal() ? "call" : "sql", step.action());
            if (step.undoAction().isPresent()) {
                text(
                        step.isExternal() ? "undo-call" : "undo-sql",
                        step.undoAction().get());
            }
            if (step.foreign().isPresent()) {
                object("foreign", foreign -> {
                    text("who", step.foreign().get().who());
                    text("reason", step.foreign().get().reason());
                });
            }
            flag("waiting", step.isWaiting());
        });
    }

    void findings(List<Finding> findings) throws IOException {
        objects("findings", findings, finding -> {
            text("code", finding.code());
            text("severity", finding.severity().name());
            text("message", finding.message());
            text("remedy", finding.remedy());
        });
    }

    void undoRecord(UndoRecord undoRecord) throws IOException {
        json.writeFieldName("undo-record");
        JsonText.copy(undoRecord.toJson(), json);
    }
}
