package dev.reverseetl.model.dbt;

import java.util.List;

/**
 * Finds the columns that tell a node's rows apart: what its {@code meta} says, else its primary key, else the columns
 * of the only test of uniqueness.
 */
final class NodeIdentifier {
    private final String meta;

    NodeIdentifier(String meta) {
        this.meta = meta;
    }

    /**
     * Returns exact names; at least one.
     *
     * @param node the node
     * @param tests the tests of uniqueness of that node
     * @throws IllegalArgumentException if nothing says which, or several do
     */
    List<String> of(ManifestNode node, List<UniqueTest> tests) {
        List<String> said = node.meta(meta);
        if (!said.isEmpty()) {
            return said;
        }
        List<String> key = node.primaryKey();
        if (!key.isEmpty()) {
            return exact(node, key);
        }
        List<List<String>> tested = tests.stream()
                .map(test -> exact(node, test.columns()))
                .distinct()
                .toList();
        List<List<String>> single =
                tested.stream().filter(columns -> columns.size() == 1).toList();
        List<List<String>> candidates = single.isEmpty() ? tested : single;
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String remedy = "name its identifier in meta as \"" + meta + "\"";
        throw new IllegalArgumentException(
                candidates.isEmpty()
                        ? "nothing says which column tells its rows apart: " + remedy
                                + ", declare a primary key, or test a column with unique"
                        : "several columns are tested to be unique, " + candidates + ": " + remedy);
    }

    private static List<String> exact(ManifestNode node, List<String> columns) {
        return columns.stream().map(column -> exact(node, column)).toList();
    }

    /** dbt writes the name into SQL as it is, so that PostgreSQL folds it unless it stands in quotes. */
    private static String exact(ManifestNode node, String column) {
        if (column.length() > 1 && column.startsWith("\"") && column.endsWith("\"")) {
            return column.substring(1, column.length() - 1).replace("\"\"", "\"");
        }
        return node.isQuoted(column) ? column : folded(column);
    }

    /** As PostgreSQL folds names: ASCII only. */
    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < 128) {
                folded.setCharAt(i, Character.toLowerCase(name.charAt(i)));
            }
        }
        return folded.toString();
    }
}
