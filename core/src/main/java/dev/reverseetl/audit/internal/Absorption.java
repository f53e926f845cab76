package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which parts of a condition say nothing more, as B does in {@code A OR (A AND B)}: the planner leaves them out. */
final class Absorption {
    private Absorption() {}

    /** Returns those conditions of a join by OR of which that may be so, the very objects. */
    static Set<TreeNode> absorbed(TreeNode parent) {
        Set<TreeNode> absorbed = Collections.newSetFromMap(new IdentityHashMap<>());
        if (isJoined(parent, "or")) {
            List<Set<Object>> all =
                    flat(parent, "or").stream().map(Absorption::parts).toList();
            List<Set<Object>> shortest = all.stream()
                    .filter(some -> all.stream().allMatch(conditions -> conditions.containsAll(some)))
                    .toList();
            if (!shortest.isEmpty()) {
                FoldingRules.args(parent).stream()
                        .filter(condition -> shortest.stream().anyMatch(some -> !some.equals(parts(condition))))
                        .forEach(absorbed::add);
            }
        }
        return absorbed;
    }

    private static Set<Object> parts(TreeNode condition) {
        return flat(condition, "and").stream().map(Absorption::plain).collect(Collectors.toSet());
    }

    private static boolean isJoined(TreeNode expression, String operator) {
        return expression.is("BOOLEXPR") && expression.text("boolop").equals(operator);
    }

    private static List<TreeNode> flat(TreeNode expression, String operator) {
        return isJoined(expression, operator)
                ? FoldingRules.args(expression).stream()
                        .flatMap(part -> flat(part, operator).stream())
                        .toList()
                : List.of(expression);
    }

    /** Up to PostgreSQL 16 the tree tells where in the text a part stands. */
    private static Object plain(Object value) {
        if (value instanceof TreeNode node) {
            Map<String, Object> fields = new LinkedHashMap<>();
            node.fields().forEach((name, field) -> {
                if (!name.equals("location")) {
                    fields.put(name, plain(field));
                }
            });
            return new TreeNode(node.tag(), fields);
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return value;
    }
}
