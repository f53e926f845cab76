package dev.reverseetl.model.dbt;

import dev.reverseetl.internal.json.JsonWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test of the project which makes sure that columns tell all rows of a node apart.
 *
 * @param node the node's unique ID
 * @param columns the columns, as the test names them
 */
record UniqueTest(String node, List<String> columns) {

    /** Reads what the walk stands on; returns nothing if that is another node, or tests some rows only. */
    static Optional<UniqueTest> read(JsonWalk json) throws IOException {
        Map<String, List<String>> members = new HashMap<>();
        json.members(name -> {
            switch (name) {
                case "resource_type", "column_name", "attached_node" -> members.put(name, json.scalars());
                case "depends_on" ->
                    json.members(kind -> {
                        if (kind.equals("nodes")) {
                            members.put("nodes", json.scalars());
                        }
                    });
                case "config" ->
                    json.members(option -> {
                        if (option.equals("where")) {
                            members.put("where", json.scalars());
                        }
                    });
                case "test_metadata" ->
                    MemberTexts.read(json).forEach((key, texts) -> members.put("test." + key, texts));
                default -> {
                    // of no use here
                }
            }
        });
        if (!one(members, "resource_type").equals("test")
                || !one(members, "where").isEmpty()) {
            return Optional.empty();
        }
        List<String> nodes = members.getOrDefault("nodes", List.of());
        String node = one(members, "attached_node");
        if (node.isEmpty() && nodes.size() == 1) {
            node = nodes.get(0);
        }
        List<String> columns = columns(members);
        return node.isEmpty() || columns.isEmpty() ? Optional.empty() : Optional.of(new UniqueTest(node, columns));
    }

    /** dbt's own {@code unique}, and the one of its package dbt_utils. */
    private static List<String> columns(Map<String, List<String>> members) {
        String namespace = one(members, "test.namespace");
        String name = one(members, "test.name");
        if (name.equals("unique") && (namespace.isEmpty() || namespace.equals("dbt"))) {
            String column = one(members, "column_name");
            return List.copyOf(
                    column.isEmpty() ? members.getOrDefault("test.kwargs.column_name", List.of()) : List.of(column));
        }
        return name.equals("unique_combination_of_columns")
                ? new ArrayList<>(members.getOrDefault("test.kwargs.combination_of_columns", List.of()))
                : List.of();
    }

    private static String one(Map<String, List<String>> members, String name) {
        List<String> values = members.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
