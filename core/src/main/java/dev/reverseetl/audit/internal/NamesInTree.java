package dev.reverseetl.audit.internal;

import java.util.HashMap;
import java.util.Map;

/** How often a query's own tree names something, without what stands behind its views and functions. */
final class NamesInTree {
    final Map<Long, Integer> relations = new HashMap<>();
    final Map<Long, Integer> routines = new HashMap<>();
    final Map<String, Integer> commonTables = new HashMap<>();

    NamesInTree(TreeNode query) {
        read(query);
    }

    private void read(TreeNode node) {
        switch (node.tag()) {
            case "RANGETBLENTRY" -> {
                if (QueryTree.isRelation(node)) {
                    relations.merge(node.number("relid"), 1, Integer::sum);
                } else if (node.number("rtekind") == QueryTree.CTE) {
                    commonTables.merge(node.text("ctename"), 1, Integer::sum);
                }
            }
            case "FUNCEXPR" -> {
                if (node.text("funcformat").equals("0")) {
                    routines.merge(node.number("funcid"), 1, Integer::sum);
                }
            }
            case "AGGREF" -> routines.merge(node.number("aggfnoid"), 1, Integer::sum);
            case "WINDOWFUNC" -> routines.merge(node.number("winfnoid"), 1, Integer::sum);
            default -> {
                // names nothing by itself
            }
        }
        node.forEachChild(this::read);
    }
}
