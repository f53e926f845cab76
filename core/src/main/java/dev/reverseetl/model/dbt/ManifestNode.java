package dev.reverseetl.model.dbt;

import dev.reverseetl.internal.json.JsonWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the manifest's nodes, as far as a model comes of it. */
final class ManifestNode {
    private static final Set<String> READABLE = Set.of("model", "seed", "snapshot");

    final String uniqueId;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> config = new HashMap<>();
    private final List<String> fqn = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final Set<String> quotedColumns = new HashSet<>();
    private final List<String> keyColumns = new ArrayList<>();
    private List<String> keyOfTable = List.of();
    private List<String> inferredKey = List.of();

    private ManifestNode(String uniqueId) {
        this.uniqueId = uniqueId;
    }

    /** Reads what the walk stands on. */
    static ManifestNode read(String uniqueId, JsonWalk json) throws IOException {
        ManifestNode node = new ManifestNode(uniqueId);
        json.members(name -> node.readMember(name, json));
        return node;
    }

    private void readMember(String name, JsonWalk json) throws IOException {
        switch (name) {
            case "resource_type",
                    "name",
                    "package_name",
                    "schema",
                    "alias",
                    "original_file_path",
                    "description",
                    "compiled_code" -> json.text().ifPresent(text -> texts.put(name, text));
            case "version" -> json.scalar().ifPresent(version -> texts.put(name, version));
            case "fqn" -> fqn.addAll(json.scalars());
            case "tags" -> tags.addAll(json.scalars());
            case "config" -> config.putAll(MemberTexts.read(json));
            case "meta" -> MemberTexts.read(json).forEach((key, values) -> config.putIfAbsent("meta." + key, values));
            case "columns" -> json.members(column -> readColumn(column, json));
            case "constraints" -> keyOfTable = primaryKey(json).orElse(keyOfTable);
            case "primary_key" -> inferredKey = json.scalars();
            default -> {
                // much of a manifest isn't about that
            }
        }
    }

    private void readColumn(String column, JsonWalk json) throws IOException {
        json.members(name -> {
            if (name.equals("quote") && json.scalar().equals(Optional.of("true"))) {
                quotedColumns.add(column);
            } else if (name.equals("constraints") && primaryKey(json).isPresent()) {
                keyColumns.add(column);
            }
        });
    }

    /** Returns the columns of a primary key among constraints; none, if it is a column's own. */
    private static Optional<List<String>> primaryKey(JsonWalk json) throws IOException {
        List<List<String>> keys = new ArrayList<>();
        json.elements(any -> {
            List<String> columns = new ArrayList<>();
            Set<String> types = new HashSet<>();
            json.members(name -> {
                if (name.equals("type")) {
                    json.scalar().ifPresent(types::add);
                } else if (name.equals("columns")) {
                    columns.addAll(json.scalars());
                }
            });
            if (types.contains("primary_key")) {
                keys.add(columns);
            }
        });
        return keys.stream().findFirst();
    }

    /** Whether it is of a kind that has rows to read. */
    boolean isReadable() {
        return READABLE.contains(text("resource_type").orElse(""));
    }

    NodeFacts facts() {
        List<String> allTags = new ArrayList<>(tags);
        allTags.addAll(config.getOrDefault("tags", List.of()));
        return new NodeFacts(
                uniqueId,
                text("resource_type").orElse(""),
                text("name").orElse(""),
                text("package_name").orElse(""),
                List.copyOf(fqn),
                file(),
                allTags,
                config);
    }

    /** Returns the name, with the version where there are several. */
    String name() {
        return text("name").orElse(uniqueId)
                + text("version").map(version -> ".v" + version).orElse("");
    }

    /** Returns where it is written, from the project's directory. */
    String file() {
        return text("original_file_path").orElse("").replace('\\', '/');
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).filter(text -> !text.isBlank());
    }

    boolean isEphemeral() {
        return materialized().equals("ephemeral");
    }

    /** Returns how dbt stores it; empty if the manifest doesn't say. */
    String materialized() {
        return config.getOrDefault("materialized", List.of()).stream()
                .findFirst()
                .orElse("");
    }

    /** Returns to whom dbt grants SELECT, each time that it makes it anew. */
    List<String> grantedSelect() {
        return config.getOrDefault("grants.select", List.of());
    }

    List<String> meta(String name) {
        return config.getOrDefault("meta." + name, List.of());
    }

    /** Returns the columns of the primary key that constraints declare, else those that dbt infers. */
    List<String> primaryKey() {
        if (!keyOfTable.isEmpty()) {
            return keyOfTable;
        }
        return keyColumns.isEmpty() ? inferredKey : keyColumns;
    }

    boolean isQuoted(String column) {
        return quotedColumns.contains(column);
    }
}
