package dev.reverseetl.model.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbtManifestTest {
    private static final Map<String, Object> ID = Map.of("reverse_etl_id", "id");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 12, 20})
    void readsStoredNodesByTheirRelation(int version) throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), version)) {
            manifest.model("users", ID)
                    .node("seed", "countries", "seed", ID, none -> {})
                    .node("snapshot", "orders_history", "snapshot", ID, none -> {})
                    .node("analysis", "unused", "view", ID, none -> {})
                    .unique("model.shop.users", "id");
        }
        assertThat(read())
                .extracting(LocatedModel::model)
                .containsExactly(
                        Model.of("countries", "SELECT * FROM \"marts\".\"countries\"", "id"),
                        Model.of("orders_history", "SELECT * FROM \"marts\".\"orders_history\"", "id"),
                        Model.of("users", "SELECT * FROM \"marts\".\"users\"", "id"));
        assertThat(read().get(2).description()).contains("About users");
        assertThat(read().get(2).location()).hasToString("models/core/users.sql:1");
    }

    @Test
    void readsEphemeralModelByItsCompiledCode() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 12)) {
            manifest.node(
                    "model",
                    "active",
                    "ephemeral",
                    ID,
                    json -> json.writeStringField("compiled_code", "\n\nselect id from \"shop\".\"app\".\"users\""));
        }
        assertThat(read())
                .extracting(read -> read.model().query())
                .containsExactly("\n\nselect id from \"shop\".\"app\".\"users\"");
    }

    @Test
    void namesVersionsAndPackagesWhereNamesAreEqual() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 12)) {
            manifest.node("model", "users", "table", ID, json -> json.writeNumberField("version", 2))
                    .model("orders", ID)
                    .raw(json -> {
                        json.writeObjectFieldStart("model.other.orders");
                        json.writeStringField("resource_type", "model");
                        json.writeStringField("package_name", "other");
                        json.writeStringField("name", "orders");
                        json.writeStringField("schema", "other");
                        json.writeStringField("alias", "o\"1");
                        json.writeObjectFieldStart("meta");
                        json.writeStringField("reverse_etl_id", "id");
                        json.writeEndObject();
                        json.writeEndObject();
                    });
        }
        assertThat(read())
                .extracting(read -> read.model().name() + " " + read.model().query())
                .containsExactly(
                        "other.orders SELECT * FROM \"other\".\"o\"\"1\"",
                        "shop.orders SELECT * FROM \"marts\".\"orders\"",
                        "users.v2 SELECT * FROM \"marts\".\"users\"");
    }

    @Test
    void takesIdentifierFromMetaBeforeKeyBeforeTest() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 9)) {
            manifest.node(
                            "model",
                            "a",
                            "table",
                            Map.of("reverse_etl_id", List.of("x", "Y")),
                            DbtManifestTest::primaryKey)
                    .node("model", "b", "table", Map.of(), DbtManifestTest::primaryKey)
                    .node("model", "c", "table", Map.of(), DbtManifestTest::keyColumn)
                    .model("d", Map.of())
                    .model("e", Map.of())
                    .model("f", Map.of())
                    .unique("model.shop.a", "z")
                    .unique("model.shop.b", "z")
                    .unique("model.shop.d", "User_ID")
                    .unique("model.shop.e", "\"User_ID\"")
                    .test("", "unique", "model.shop.d", Map.of("column_name", "email"), "email is not null")
                    .test("", "not_null", "model.shop.d", Map.of("column_name", "email"), "")
                    .test(
                            "dbt_utils",
                            "unique_combination_of_columns",
                            "model.shop.f",
                            Map.of("combination_of_columns", List.of("a", "B")),
                            "");
        }
        assertThat(read())
                .extracting(read -> read.model().identifierColumns().stream()
                        .map(column -> column.value())
                        .toList())
                .containsExactly(
                        List.of("x", "Y"),
                        List.of("k1", "k2"),
                        List.of("Key"),
                        List.of("user_id"),
                        List.of("User_ID"),
                        List.of("a", "b"));
    }

    private static void primaryKey(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("constraints");
        json.writeStartObject();
        json.writeStringField("type", "primary_key");
        json.writeArrayFieldStart("columns");
        json.writeString("k1");
        json.writeString("K2");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void keyColumn(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("columns");
        json.writeObjectFieldStart("Key");
        json.writeBooleanField("quote", true);
        json.writeArrayFieldStart("constraints");
        json.writeStartObject();
        json.writeStringField("type", "primary_key");
        json.writeArrayFieldStart("columns");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    @Test
    void takesMetaOfAnotherName() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 12)) {
            manifest.model("users", Map.of("sync", Map.of("key", "uid")));
        }
        assertThat(DbtManifest.at(file()).identifierMeta("sync.key").read())
                .extracting(read -> read.model().identifierColumns().get(0).value())
                .containsExactly("uid");
    }

    @Test
    void tellsOfAllProblemsTogether() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 12)) {
            manifest.model("a", Map.of())
                    .model("b", Map.of())
                    .unique("model.shop.b", "x")
                    .unique("model.shop.b", "y")
                    .node("model", "c", "ephemeral", ID, json -> json.writeNullField("compiled_code"))
                    .node("model", "d", "ephemeral", ID, json -> json.writeStringField("compiled_code", "select 1;"))
                    .model("x".repeat(64), ID)
                    .model("e\u001b[31m\u202e", Map.of());
        }
        assertRefused()
                .hasMessageStartingWith(
                        "The manifest \"" + file() + "\" has 6 problems:\nmodel.shop.a: nothing says which")
                .hasMessageContaining(
                        "\nmodel.shop.b: several columns are tested to be unique, [[x], [y]]: name its ident")
                .hasMessageContaining(
                        "\nmodel.shop.c: it is ephemeral, and the manifest doesn't have its compiled code")
                .hasMessageContaining("\nmodel.shop.d: Model \"d\": the trailing ';' at line 1, column 9")
                .hasMessageContaining("\nmodel.shop.xxxx")
                .hasMessageContaining("\nmodel.shop.e<U+001B>[31m<U+202E>: nothing says");
    }

    @Test
    void refusesManifestOfOldDbtOrAnotherAdapter() throws IOException {
        ManifestFile.create(file(), 8).close();
        assertRefused().hasMessageContaining("it is of version 8, of a dbt before 1.5");
        ManifestFile.create(file(), 12, "snowflake").close();
        assertRefused().hasMessageContaining("its project is for dbt's adapter \"snowflake\", not for \"postgres\"");
        ManifestFile.create(file(), 12).close();
        assertRefused().hasMessageContaining("it has no models");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; it is no dbt manifest",
                "null; it is no dbt manifest",
                "{}; it is no dbt manifest",
                "[]; there is no object at line 1, column 1",
                "{\"nodes\": 1}; there is no object at line 1, column 11",
                "{\"metadata\": {\"dbt_schema_version\": 5}}; there is no text at line 1, column 37",
                "{\"nodes\": {\"a; it is no JSON at line 1, column",
                "{\"nodes\": {; it is no JSON at line 1, column",
                "PK\u0003\u0004; it is no JSON at line 1, column",
            })
    void refusesWhatIsNoManifest(String text, String problem) throws IOException {
        Files.writeString(file(), text);
        assertRefused().hasMessageContaining("has 1 problem:\n" + problem);
    }

    @Test
    void tellsOfMissingFile() {
        assertRefused().hasMessageContaining("it doesn't exist; dbt writes it into the directory target of a project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta", "columns", "raw_code", "config"})
    void refusesDepthBombInAnyMember(String member) throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 12)) {
            manifest.model("users", ID).raw(json -> {
                json.writeObjectFieldStart("model.shop.bomb");
                json.writeFieldName(member);
                for (int i = 0; i < 900; i++) {
                    json.writeStartObject();
                    json.writeFieldName("a");
                }
                json.writeNull();
            });
        }
        assertRefused().hasMessageContaining("a value is nested deeper than 200");
    }

    @Test
    void refusesMetaThatWouldFillTheMemory() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 12)) {
            manifest.node("model", "users", "table", ID, json -> {
                json.writeObjectFieldStart("meta");
                for (int i = 0; i < 3_000; i++) {
                    json.writeBooleanField("m" + i, true);
                }
                json.writeEndObject();
            });
        }
        assertRefused().hasMessageContaining("its configuration has more than 2000 values");
    }

    private Path file() {
        return directory.resolve("manifest.json");
    }

    private List<LocatedModel> read() {
        return DbtManifest.at(file()).read();
    }

    private AbstractThrowableAssert<?, ReverseEtlException> assertRefused() {
        ReverseEtlException failure = catchThrowableOfType(ReverseEtlException.class, this::read);
        assertThat(failure.code()).isEqualTo(ErrorCode.MODELS_INVALID);
        return assertThat(failure);
    }
}
