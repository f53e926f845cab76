package dev.reverseetl.provider.heroku;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of an answer in JSON. Asking for what isn't there gives nothing, whatever stands there instead; what is
 * required is asked for by {@link #required}.
 */
final class JsonAnswer {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** None that Heroku answers nests deeper than five. */
    private static final int DEEPEST = 50;

    /** A map, a list, a text (numbers and booleans too), or null. */
    private final @Nullable Object value;

    private JsonAnswer(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it isn't one JSON value and nothing else; the message has nothing of the answer
     */
    static JsonAnswer parse(byte[] json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IOException("The answer is empty");
            }
            JsonAnswer answer = new JsonAnswer(read(parser, 0));
            if (parser.nextToken() != null) {
                throw new IOException("The answer goes on after its end");
            }
            return answer;
        } catch (JacksonException e) {
            // Its message can show a piece of the answer, and so of a password
            throw new IOException("The answer is not JSON, or not all of it arrived");
        }
    }

    private static @Nullable Object read(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("The answer nests too deeply");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonAnswer> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, new JsonAnswer(read(parser, depth + 1)));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonAnswer> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(new JsonAnswer(read(parser, depth + 1)));
            }
            return items;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    /** Returns a member of an object, or a value that is nothing. */
    JsonAnswer member(String name) {
        JsonAnswer member =
                value instanceof Map<?, ?> members && members.get(name) instanceof JsonAnswer found ? found : null;
        return member == null ? new JsonAnswer(null) : member;
    }

    /** Returns the items of an array; none if it is something else. */
    List<JsonAnswer> items() {
        List<JsonAnswer> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof JsonAnswer answer) {
                    items.add(answer);
                }
            }
        }
        return items;
    }

    boolean isArray() {
        return value instanceof List<?>;
    }

    boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    /** Returns a member that is a text, a number or a boolean and not empty. */
    Optional<String> text(String name) {
        return member(name).value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** Returns a text, number or boolean as text; empty for anything else. */
    String asText() {
        return value instanceof String text ? text : "";
    }

    /**
     * Returns a member that must be there.
     *
     * @throws UnexpectedAnswer if it isn't
     */
    String required(String name) {
        return text(name).orElseThrow(() -> new UnexpectedAnswer("it has no \"" + name + "\""));
    }

    /** An answer in JSON that isn't what the interface documents. */
    static final class UnexpectedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(String problem) {
            super(problem);
        }
    }
}
