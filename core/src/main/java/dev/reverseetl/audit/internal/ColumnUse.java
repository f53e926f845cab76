package dev.reverseetl.audit.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which output columns of a query's FROM items the query itself uses. The planner leaves out of a subquery what nobody
 * uses.
 */
final class ColumnUse {
    private final TreeNode query;
    private final List<TreeNode> entries;
    private final Map<Integer, Set<Integer>> used = new HashMap<>();

    private ColumnUse(TreeNode query) {
        this.query = query;
        this.entries = query.nodes("rtable");
    }

    /**
     * Finds the columns used.
     *
     * @param query a query
     * @param own which of its own columns are used
     */
    static ColumnUse of(TreeNode query, UsedColumns own) {
        ColumnUse use = new ColumnUse(query);
        query.fields().forEach((field, value) -> {
            if (!field.equals("targetList") && !field.equals("rtable")) {
                use.scan(new TreeNode("FIELD", Map.of(field, value)), 0);
            }
        });
        query.nodes("targetList").stream()
                .filter(target -> own.isUsed(query, target))
                .forEach(target -> use.scan(target, 0));
        use.entries.stream()
                .filter(entry -> entry.number("rtekind") != QueryTree.JOIN)
                .forEach(entry -> use.scan(entry, 0));
        return use;
    }

    /** Returns the used columns of one item, numbered from 1. */
    UsedColumns ofEntry(int number) {
        Set<Integer> columns = used.getOrDefault(number, Set.of());
        return columns.contains(0) ? UsedColumns.all() : new UsedColumns(false, Set.copyOf(columns));
    }

    private void scan(TreeNode node, int level) {
        if (node.is("VAR")) {
            if (node.number("varlevelsup") == level) {
                use((int) node.number("varno"), (int) node.number("varattno"));
            }
            return;
        }
        int below = node.is("QUERY") ? level + 1 : level;
        Predicate<TreeNode> mayGo = mayGo(node);
        node.forEachChild(child -> {
            if (!mayGo.test(child)) {
                scan(child, below);
            }
        });
    }

    /**
     * The condition of an outer join goes when the join is removed, and what stands beside a constant in AND or OR, or
     * beside what says it all.
     */
    private static Predicate<TreeNode> mayGo(TreeNode parent) {
        if (parent.is("JOINEXPR") && parent.number("jointype") != JoinSides.INNER) {
            Optional<TreeNode> quals = parent.node("quals");
            return child -> quals.filter(child::equals).isPresent();
        }
        if (parent.is("BOOLEXPR") && FoldingRules.args(parent).stream().anyMatch(ColumnUse::isConstant)) {
            return child -> true;
        }
        return Absorption.absorbed(parent)::contains;
    }

    private static boolean isConstant(TreeNode expression) {
        boolean[] constant = {!expression.is("VAR") && !expression.is("SUBLINK")};
        expression.forEachChild(child -> constant[0] &= isConstant(child));
        return constant[0];
    }

    /** What a join's column stands for is used with it. */
    private void use(int number, int column) {
        if (!used.computeIfAbsent(number, any -> new HashSet<>()).add(column) || number > entries.size()) {
            return;
        }
        TreeNode entry = number == 0 ? query : entries.get(number - 1);
        if (entry.is("RANGETBLENTRY") && entry.number("rtekind") == QueryTree.JOIN) {
            List<TreeNode> aliases = entry.nodes("joinaliasvars");
            if (column > 0 && column <= aliases.size()) {
                scan(aliases.get(column - 1), 0);
            } else {
                aliases.forEach(alias -> scan(alias, 0));
            }
        }
    }
}
