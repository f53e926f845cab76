package dev.reverseetl.model.dbt;

import dev.reverseetl.internal.json.JsonWalk;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Flattens an object that people filled as they liked, such as {@code meta}. */
final class MemberTexts {
    /** More than anybody writes by hand; who generates them may do so to fill the memory. */
    private static final int MOST = 2_000;

    private final Map<String, List<String>> texts = new HashMap<>();

    private MemberTexts() {}

    /** Returns the scalars by the names on the way to them, with points between; of an array, all. */
    static Map<String, List<String>> read(JsonWalk json) throws IOException {
        MemberTexts flat = new MemberTexts();
        flat.add("", json);
        return flat.texts;
    }

    private void add(String prefix, JsonWalk json) throws IOException {
        if (!json.isObject()) {
            return;
        }
        json.members(name -> {
            if (json.isObject()) {
                add(prefix + name + ".", json);
            } else {
                texts.put(prefix + name, json.scalars());
            }
            if (texts.size() > MOST) {
                throw new IllegalArgumentException("its configuration has more than " + MOST + " values");
            }
        });
    }
}
