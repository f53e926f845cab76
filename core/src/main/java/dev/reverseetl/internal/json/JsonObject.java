package dev.reverseetl.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that was read whole, with accessors that say what is wrong. Immutable. */
public final class JsonObject {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, @Nullable Object> members;

    private JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * Parses one object.
     *
     * @throws IllegalArgumentException if the text is no JSON object, or holds more after it
     */
    public static JsonObject parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The text is no JSON object");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("The text holds more than one JSON object");
            }
            return object;
        } catch (IOException e) {
            throw new IllegalArgumentException("The text is no JSON", e);
        }
    }

    /** Returns the names of all members. */
    public Set<String> names() {
        return members.keySet();
    }

    /** Returns a text member. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** Returns a text member, or nothing where it is absent or null. */
    public Optional<String> optionalText(String name) {
        return optional(name, String.class, "a text");
    }

    /** Returns a number member. */
    public long number(String name) {
        return optional(name, Long.class, "a whole number").orElseThrow(() -> missing(name, "a whole number"));
    }

    /** Returns a truth value. */
    public boolean flag(String name) {
        return optional(name, Boolean.class, "true or false").orElseThrow(() -> missing(name, "true or false"));
    }

    /** Returns an object member. */
    public JsonObject object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    /** Returns an object member, or nothing where it is absent or null. */
    public Optional<JsonObject> optionalObject(String name) {
        return optional(name, JsonObject.class, "an object");
    }

    /** Returns the objects of an array member. */
    public List<JsonObject> objects(String name) {
        return elements(name, JsonObject.class, "an array of objects");
    }

    /** Returns the texts of an array member. */
    public List<String> texts(String name) {
        return elements(name, String.class, "an array of texts");
    }

    /** Returns the texts of an array member, or none where it is absent or null. */
    public List<String> optionalTexts(String name) {
        return members.get(name) == null ? List.of() : texts(name);
    }

    private <T> List<T> elements(String name, Class<T> type, String wanted) {
        List<T> elements = new ArrayList<>();
        for (Object element : optional(name, List.class, wanted).orElseThrow(() -> missing(name, wanted))) {
            if (!type.isInstance(element)) {
                throw missing(name, wanted);
            }
            elements.add(type.cast(element));
        }
        return elements;
    }

    private <T> Optional<T> optional(String name, Class<T> type, String wanted) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw missing(name, wanted);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private static IllegalArgumentException missing(String name, String wanted) {
        return new IllegalArgumentException("The member \"" + name + "\" is not " + wanted);
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
