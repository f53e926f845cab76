package dev.reverseetl.model.dbt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes manifests of the shape that dbt writes, member for member as far as something could be read from them, with
 * what differs between versions: {@code constraints} and {@code attached_node} from 9 on, {@code primary_key} in 12,
 * {@code config.meta} always, {@code meta} beside it.
 */
public final class ManifestFile implements AutoCloseable {
    private final int version;
    private final JsonGenerator json;

    private ManifestFile(int version, JsonGenerator json) {
        this.version = version;
        this.json = json;
    }

    public static ManifestFile create(Path file, int version) throws IOException {
        return create(file, version, "postgres");
    }

    public static ManifestFile create(Path file, int version, String adapter) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        ManifestFile manifest = new ManifestFile(version, new JsonFactory().createGenerator(out));
        manifest.begin(adapter);
        return manifest;
    }

    private void begin(String adapter) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("dbt_schema_version", "https://schemas.getdbt.com/dbt/manifest/v" + version + ".json");
        json.writeStringField("dbt_version", "1." + (version - 4) + ".0");
        json.writeObjectFieldStart("env");
        json.writeEndObject();
        json.writeStringField("adapter_type", adapter);
        json.writeEndObject();
        json.writeObjectFieldStart("nodes");
    }

    /** Writes members that a test adds. */
    public interface More {
        void write(JsonGenerator json) throws IOException;
    }

    /** A node with a relation of its own name in the schema {@code marts}. */
    public ManifestFile node(String type, String name, String materialized, Map<String, Object> meta, More more)
            throws IOException {
        json.writeObjectFieldStart(type + ".shop." + name);
        json.writeStringField("database", "shop");
        json.writeStringField("schema", "marts");
        json.writeStringField("name", name);
        json.writeStringField("resource_type", type);
        json.writeStringField("package_name", "shop");
        json.writeStringField("path", "core/" + name + ".sql");
        json.writeStringField("original_file_path", "models/core/" + name + ".sql");
        json.writeStringField("unique_id", type + ".shop." + name);
        texts("fqn", List.of("shop", "core", name));
        json.writeStringField("alias", name);
        json.writeObjectFieldStart("checksum");
        json.writeStringField("name", "sha256");
        json.writeEndObject();
        json.writeObjectFieldStart("config");
        json.writeBooleanField("enabled", true);
        json.writeNullField("alias");
        texts("tags", List.of("daily"));
        values("meta", meta);
        json.writeStringField("materialized", materialized);
        json.writeObjectFieldStart("grants");
        json.writeEndObject();
        json.writeEndObject();
        texts("tags", List.of("daily"));
        json.writeStringField("description", "About " + name);
        values("meta", meta);
        json.writeStringField("raw_code", "select * from {{ ref('" + name + "') }}");
        json.writeStringField("language", "sql");
        more.write(json);
        json.writeEndObject();
        return this;
    }

    ManifestFile model(String name, Map<String, Object> meta) throws IOException {
        return node("model", name, "table", meta, more -> {});
    }

    /** A test of dbt's own or of a package. */
    ManifestFile test(String namespace, String test, String node, Map<String, Object> arguments, String where)
            throws IOException {
        json.writeObjectFieldStart("test.shop." + test + "_" + node + "." + Integer.toHexString(arguments.hashCode()));
        json.writeObjectFieldStart("test_metadata");
        json.writeStringField("name", test);
        values("kwargs", arguments);
        json.writeStringField("namespace", namespace.isEmpty() ? null : namespace);
        json.writeEndObject();
        json.writeStringField("resource_type", "test");
        json.writeObjectFieldStart("config");
        json.writeStringField("where", where.isEmpty() ? null : where);
        json.writeStringField("severity", "ERROR");
        json.writeEndObject();
        json.writeObjectFieldStart("depends_on");
        texts("macros", List.of("macro.dbt.test_unique"));
        texts("nodes", List.of(node));
        json.writeEndObject();
        json.writeStringField("column_name", (String) arguments.get("column_name"));
        json.writeStringField("attached_node", version == 9 ? null : node);
        json.writeEndObject();
        return this;
    }

    ManifestFile unique(String node, String column) throws IOException {
        return test("", "unique", node, Map.of("column_name", column, "model", "{{ get_where_subquery() }}"), "");
    }

    /** Ends the nodes; what follows are exposures. */
    ManifestFile exposures() throws IOException {
        json.writeEndObject();
        json.writeObjectFieldStart("sources");
        json.writeEndObject();
        json.writeObjectFieldStart("macros");
        json.writeObjectFieldStart("macro.dbt.test_unique");
        json.writeStringField("macro_sql", "{% test unique(model, column_name) %}{% endtest %}");
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("exposures");
        return this;
    }

    ManifestFile exposure(String name, String... nodes) throws IOException {
        json.writeObjectFieldStart("exposure.shop." + name);
        json.writeStringField("name", name);
        json.writeStringField("resource_type", "exposure");
        json.writeObjectFieldStart("depends_on");
        texts("macros", List.of());
        texts("nodes", List.of(nodes));
        json.writeEndObject();
        json.writeEndObject();
        return this;
    }

    void raw(More more) throws IOException {
        more.write(json);
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void values(String name, Map<String, ?> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, ?> value : values.entrySet()) {
            write(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    private void write(String name, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(entry.getKey().toString(), entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            texts(name, list.stream().map(Object::toString).toList());
        } else if (value instanceof Boolean flag) {
            json.writeBooleanField(name, flag);
        } else {
            json.writeStringField(name, value.toString());
        }
    }

    /** Ends what is open. */
    @Override
    public void close() throws IOException {
        json.close();
    }
}
