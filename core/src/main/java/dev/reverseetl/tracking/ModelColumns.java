package dev.reverseetl.tracking;

import dev.reverseetl.internal.json.JsonText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of a model's result.
 *
 * @param all in their order
 * @param keys those that tell rows apart, in the model's order
 */
record ModelColumns(List<ModelColumn> all, List<ModelColumn> keys) {
    /** What the checksums depend on besides the values: another one is never compared with. */
    String signature() {
        return JsonText.compact(json -> {
            json.writeStartArray();
            for (ModelColumn column : all) {
                json.writeString(column.name());
                json.writeString(column.type().name());
                json.writeString(column.type().ownTypes());
            }
            json.writeEndArray();
        });
    }

    /** What the identifiers are, and the columns of the state with them. */
    String keySignature() {
        return JsonText.compact(json -> {
            json.writeStartArray();
            for (ModelColumn key : keys) {
                json.writeString(key.name());
                json.writeString(key.type().base());
                json.writeString(key.type().ownTypes());
            }
            json.writeEndArray();
        });
    }

    /** Whether the state can have a primary key; a few types can only be hashed. */
    boolean ordered() {
        return keys.stream().allMatch(key -> key.type().ordered());
    }

    static String list(List<ModelColumn> columns, Function<ModelColumn, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    /** The columns of the pending table, the checksum left out. */
    String positions() {
        return list(all, ModelColumn::position);
    }

    /** The columns of the pending table that are the identifier. */
    String keyPositions() {
        return list(keys, ModelColumn::position);
    }

    /** Compares the identifiers of two tables that both name them by their place in the result. */
    String sameKeys(String one, String other) {
        return keys.stream()
                .map(key -> one + "." + key.position() + " "
                        + key.type().equality().orElseThrow() + " " + other + "." + key.position())
                .collect(Collectors.joining(" AND "));
    }

    String nullKey(String alias) {
        return keys.stream()
                .map(key -> alias + "." + key.position() + " IS NULL")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
