package dev.reverseetl.setup;

import dev.reverseetl.internal.json.JsonObject;
import dev.reverseetl.internal.json.JsonText;
import dev.reverseetl.postgres.Identifier;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The JSON of an {@link UndoRecord}: {@code {"format": "reverse-etl-undo", "version": 1, …}}. */
final class UndoRecordJson {
    private static final String FORMAT = "reverse-etl-undo";
    private static final long VERSION = 1;
    /** With what a reader of version 1 would leave undone. */
    private static final long VERSION_WITH_EXTERNAL = 2;

    private UndoRecordJson() {}

    static String write(UndoRecord record) {
        return JsonText.compact(json -> {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", record.externalChanges().isEmpty() ? VERSION : VERSION_WITH_EXTERNAL);
            json.writeStringField("id", record.id());
            json.writeStringField("created-at", record.createdAt().toString());
            json.writeStringField("database", record.database().value());
            json.writeStringField("role", record.role().value());
            json.writeNumberField("role-oid", record.roleOid());
            json.writeStringField("managed-schema", record.managedSchema().value());
            json.writeArrayFieldStart("changes");
            for (var change : record.changes()) {
                ChangeJson.write(change, json);
            }
            json.writeEndArray();
            if (!record.externalChanges().isEmpty()) {
                json.writeArrayFieldStart("external-changes");
                for (ExternalChange change : record.externalChanges()) {
                    ExternalChangeJson.write(change, json);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    static UndoRecord read(String text) {
        try {
            return read(JsonObject.parse(text));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "This is no undo record: " + e.getMessage() + ". Hand in what UndoRecord.toJson() gave, unchanged",
                    e);
        }
    }

    private static UndoRecord read(JsonObject json) {
        if (!json.text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("its format is \"" + json.text("format") + "\"");
        }
        long version = json.number("version");
        if (version != VERSION && version != VERSION_WITH_EXTERNAL) {
            throw new IllegalArgumentException("its version is " + version + ", and this library reads versions "
                    + VERSION + " and " + VERSION_WITH_EXTERNAL);
        }
        return new UndoRecord(
                json.text("id"),
                Instant.parse(json.text("created-at")),
                Identifier.of(json.text("database")),
                Identifier.of(json.text("role")),
                json.number("role-oid"),
                Identifier.of(json.text("managed-schema")),
                List.copyOf(
                        json.objects("changes").stream().map(ChangeJson::read).toList()),
                version == VERSION
                        ? List.of()
                        : json.objects("external-changes").stream()
                                .map(ExternalChangeJson::read)
                                .toList());
    }
}
