package dev.reverseetl.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON into a text. */
public final class JsonText {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new EmbeddableEscapes()).build();

    private JsonText() {}

    /** Writes with a generator that can't fail on its own. */
    public interface Body {
        /** Writes. */
        void write(JsonGenerator generator) throws IOException;
    }

    /** Returns what the body wrote, on one line. */
    public static String compact(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            body.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter doesn't fail
        }
        return text.toString();
    }

    /** Returns what the body wrote, indented for people, with a line break at the end; the same on every platform. */
    public static String indented(Body body) {
        return compact(generator -> {
                    generator.setPrettyPrinter(printer());
                    body.write(generator);
                })
                + "\n";
    }

    /** Writes a value that is JSON already. */
    public static void copy(String json, JsonGenerator generator) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        }
    }

    private static PrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
}
