package dev.reverseetl.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON into a text. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Writes with a generator that can't fail on its own. */
    public interface Body {
        /** Writes. */
        void write(JsonGenerator generator) throws IOException;
    }

    /** Returns what the body wrote, on one line. */
    public static String compact(Body body) {
        return write(body, false);
    }

    /** Returns what the body wrote, indented for people. */
    public static String indented(Body body) {
        return write(body, true);
    }

    private static String write(Body body, boolean indented) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            if (indented) {
                generator.useDefaultPrettyPrinter();
            }
            body.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter doesn't fail
        }
        return text.toString();
    }
}
