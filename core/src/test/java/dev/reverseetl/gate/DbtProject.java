package dev.reverseetl.gate;

import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.dbt.DbtManifest;
import dev.reverseetl.model.dbt.ManifestFile;
import dev.reverseetl.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small dbt project: writes the manifest that dbt would write, and builds its models as dbt builds them. */
record DbtProject(Map<String, Node> nodes) {
    /**
     * A model.
     *
     * @param materialized how dbt stores it
     * @param sql its compiled code
     * @param identifier what its meta says
     * @param readers whom dbt grants SELECT on each run
     */
    record Node(String materialized, String sql, String identifier, List<String> readers) {}

    DbtProject with(String name, Node node) {
        Map<String, Node> changed = new LinkedHashMap<>(nodes);
        changed.put(name, node);
        return new DbtProject(changed);
    }

    /** The same with other code of one model. */
    DbtProject withSql(String name, String sql) {
        Node node = node(name);
        return with(name, new Node(node.materialized(), sql, node.identifier(), node.readers()));
    }

    DbtProject without(String name) {
        Map<String, Node> changed = new LinkedHashMap<>(nodes);
        changed.remove(name);
        return new DbtProject(changed);
    }

    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException(name);
        }
        return node;
    }

    List<LocatedModel> read(Path file) throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file, 12)) {
            for (Map.Entry<String, Node> entry : nodes.entrySet()) {
                Node node = entry.getValue();
                manifest.node(
                        "model",
                        entry.getKey(),
                        node.materialized(),
                        Map.of("reverse_etl_id", node.identifier()),
                        json -> {
                            json.writeStringField("compiled_code", node.sql());
                            json.writeObjectFieldStart("config");
                            json.writeObjectFieldStart("grants");
                            json.writeArrayFieldStart("select");
                            for (String reader : node.readers()) {
                                json.writeString(reader);
                            }
                            json.writeEndArray();
                            json.writeEndObject();
                            json.writeEndObject();
                        });
            }
        }
        return DbtManifest.at(file).read();
    }

    /** Makes all anew under another name, drops what was there, and renames: grants don't outlive it. */
    void run(TestDatabase database) throws SQLException {
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            Node node = entry.getValue();
            if (node.materialized().equals("ephemeral")) {
                continue;
            }
            String name = "marts." + entry.getKey();
            database.run(
                    "CREATE " + node.materialized() + " " + name + "__dbt_tmp AS " + node.sql(),
                    dropping(entry.getKey()),
                    "ALTER " + node.materialized() + " " + name + "__dbt_tmp RENAME TO " + entry.getKey());
            for (String reader : node.readers()) {
                database.run("GRANT SELECT ON " + name + " TO " + reader);
            }
        }
    }

    private static String dropping(String name) {
        return """
                DO $$ BEGIN
                  IF (SELECT relkind FROM pg_class WHERE oid = to_regclass('marts.%1$s')) = 'v' THEN
                    DROP VIEW marts.%1$s CASCADE;
                  ELSE
                    DROP TABLE IF EXISTS marts.%1$s CASCADE;
                  END IF;
                END $$""".formatted(name);
    }
}
