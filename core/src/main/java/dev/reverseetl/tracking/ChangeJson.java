package dev.reverseetl.tracking;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.internal.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes changes as JSON. */
final class ChangeJson {
    private ChangeJson() {}

    static String line(Change change) {
        return JsonText.compact(json -> {
            json.writeStartObject();
            json.writeStringField("op", change.operation().name().toLowerCase(Locale.ROOT));
            json.writeObjectFieldStart("id");
            for (int key : change.shape().keys()) {
                json.writeFieldName(change.shape().name(key));
                value(json, change, key);
            }
            json.writeEndObject();
            json.writeFieldName("row");
            row(json, change);
            json.writeEndObject();
        });
    }

    static long rowBytes(Change change) {
        return bytes(JsonText.compact(json -> row(json, change)));
    }

    static long valueBytes(Change change, int place) {
        return bytes(JsonText.compact(json -> value(json, change, place)));
    }

    private static long bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void row(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < change.shape().size(); i++) {
            json.writeFieldName(change.shape().name(i));
            value(json, change, i);
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Change change, int place) throws IOException {
        String text = change.textAt(place);
        if (text == null) {
            json.writeNull();
            return;
        }
        switch (change.shape().kind(place).form()) {
            case NUMBER -> number(json, text);
            case BOOLEAN -> json.writeBoolean(text.equals("t"));
            case JSON -> json.writeRawValue(onOneLine(text));
            case TEXT -> json.writeString(text);
        }
    }

    /** JSON has no NaN and no infinities. */
    private static void number(JsonGenerator json, String text) throws IOException {
        char last = text.charAt(text.length() - 1);
        if (last >= '0' && last <= '9') {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    /** PostgreSQL keeps the type json as it was written; within strings, JSON has no line break as such. */
    private static String onOneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }
}
