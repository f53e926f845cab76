package dev.reverseetl.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through a JSON text of any length member by member, and keeps only what is asked for. What is asked for, and how
 * deep it is nested, is bounded, so that a hostile text costs little memory.
 */
public final class JsonWalk implements AutoCloseable {
    private static final int DEEPEST = 200;
    private static final int LONGEST_TEXT = 4_000_000;
    private static final int LONGEST_NAME = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            // Members are often named by what they hold: remembering all names would take memory for ever
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;

    /** What to do with a member or an element, which the walk stands on; it need not be read. */
    public interface Visit {
        /** Reads what the walk stands on. */
        void visit(String name) throws IOException;
    }

    private JsonWalk(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Begins at a text's only value.
     *
     * @throws IOException if there is none
     */
    public static JsonWalk of(InputStream json) throws IOException {
        JsonWalk walk = new JsonWalk(FACTORY.createParser(json));
        walk.parser.nextToken();
        return walk;
    }

    /** Visits the members of an object, or none where there is null or nothing. */
    public void members(Visit visit) throws IOException {
        if (isNothing()) {
            return;
        }
        expect(JsonToken.START_OBJECT, "an object");
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            next();
            visit(visit, name);
        }
    }

    /** Visits the elements of an array, or none where there is null. */
    public void elements(Visit visit) throws IOException {
        if (isNothing()) {
            return;
        }
        expect(JsonToken.START_ARRAY, "an array");
        while (next() != JsonToken.END_ARRAY) {
            visit(visit, "");
        }
    }

    /** Whatever a visit reads, all of it, or nothing, the next one begins behind it. */
    private void visit(Visit visit, String name) throws IOException {
        JsonToken token = parser.currentToken();
        visit.visit(name);
        if (parser.currentToken() == token) {
            parser.skipChildren();
        }
    }

    /** Returns a text, or nothing where there is null. */
    public Optional<String> text() throws IOException {
        if (isNothing()) {
            return Optional.empty();
        }
        expect(JsonToken.VALUE_STRING, "a text");
        return Optional.of(parser.getText());
    }

    /** Returns a text, a number or a truth value as it is written, or nothing where there is another value. */
    public Optional<String> scalar() throws IOException {
        return parser.currentToken().isScalarValue() && !isNothing() ? Optional.of(parser.getText()) : Optional.empty();
    }

    /** Returns the scalars of an array, or a single one. */
    public List<String> scalars() throws IOException {
        List<String> texts = new ArrayList<>();
        if (isArray()) {
            elements(any -> scalar().ifPresent(texts::add));
        } else {
            scalar().ifPresent(texts::add);
        }
        return texts;
    }

    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    private boolean isNothing() {
        return parser.currentToken() == null || parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IllegalArgumentException("the text ends in the middle");
        }
        return token;
    }

    private void expect(JsonToken wanted, String what) {
        if (parser.currentToken() != wanted) {
            throw new IllegalArgumentException(
                    "there is no " + what.replaceFirst("^an? ", "") + " at " + place(parser.currentTokenLocation()));
        }
    }

    /** Returns what is wrong with a text that couldn't be read, without any part of it. */
    public static String problem(JsonProcessingException failure) {
        String place = Optional.ofNullable(failure.getLocation())
                .map(location -> " at " + place(location))
                .orElse("");
        return failure instanceof StreamConstraintsException
                ? "a value is nested deeper than " + DEEPEST + ", or longer than " + LONGEST_TEXT
                        + " characters, or has a name longer than " + LONGEST_NAME + place
                : "it is no JSON" + place;
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
