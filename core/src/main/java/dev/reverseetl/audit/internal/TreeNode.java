package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One node of a parse tree, as PostgreSQL prints it. Fields that are null in the server are left out.
 *
 * <p>PostgreSQL 14 prints shorter tags for some nodes than 15 and newer do; they are read as the newer ones.
 *
 * @param tag the tag, such as {@code QUERY}
 * @param fields the value of each field: a {@code TreeNode}, a {@code String} or a {@code List} of values
 */
record TreeNode(String tag, Map<String, Object> fields) {
    private static final Map<String, String> NEWER_TAGS = Map.ofEntries(
            Map.entry("RTE", "RANGETBLENTRY"),
            Map.entry("CASE", "CASEEXPR"),
            Map.entry("WHEN", "CASEWHEN"),
            Map.entry("COALESCE", "COALESCEEXPR"),
            Map.entry("ARRAY", "ARRAYEXPR"),
            Map.entry("ROW", "ROWEXPR"),
            Map.entry("ROWCOMPARE", "ROWCOMPAREEXPR"),
            Map.entry("COLLATE", "COLLATEEXPR"),
            Map.entry("MINMAX", "MINMAXEXPR"));

    TreeNode {
        tag = NEWER_TAGS.getOrDefault(tag, tag);
    }

    boolean is(String otherTag) {
        return tag.equals(otherTag);
    }

    Optional<TreeNode> node(String field) {
        return fields.get(field) instanceof TreeNode node ? Optional.of(node) : Optional.empty();
    }

    String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    boolean flag(String field) {
        return text(field).equals("true");
    }

    /** Returns a number, or 0 where the field is missing, as it is for what a version doesn't have. */
    long number(String field) {
        String text = text(field);
        return text.isEmpty() ? 0 : Long.parseUnsignedLong(text.startsWith("-") ? "0" : text);
    }

    /** Returns a list's nodes; empty where the field is null. */
    List<TreeNode> nodes(String field) {
        List<TreeNode> nodes = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof TreeNode node) {
                    nodes.add(node);
                }
            }
        }
        return nodes;
    }

    /** Returns the numbers of an integer list, an OID list or a set, each of which begins with a letter. */
    List<Long> numbers(String field) {
        List<Long> numbers = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list) {
            for (Object element : list.subList(Math.min(1, list.size()), list.size())) {
                if (element instanceof String text) {
                    numbers.add(Long.parseLong(text));
                }
            }
        }
        return numbers;
    }

    /** Hands out the nodes directly below, in their order, through any depth of lists. */
    void forEachChild(Consumer<TreeNode> action) {
        fields.values().forEach(value -> handOut(value, action));
    }

    private static void handOut(Object value, Consumer<TreeNode> action) {
        if (value instanceof TreeNode node) {
            action.accept(node);
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                handOut(element, action);
            }
        }
    }
}
