package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a query's FROM and WHERE are made of. */
final class JoinSides {
    static final long INNER = 0;
    private static final long LEFT = 1;
    private static final long FULL = 2;
    private static final long RIGHT = 3;

    private JoinSides() {}

    /** Returns the numbers of the items in FROM. */
    static Set<Integer> fromItems(TreeNode query) {
        Set<Integer> items = new HashSet<>();
        query.node("jointree").ifPresent(tree -> collectItems(tree, items));
        return items;
    }

    private static void collectItems(TreeNode node, Set<Integer> items) {
        if (node.is("RANGETBLREF")) {
            items.add((int) node.number("rtindex"));
        }
        node.nodes("fromlist").forEach(item -> collectItems(item, items));
        node.node("larg").ifPresent(item -> collectItems(item, items));
        node.node("rarg").ifPresent(item -> collectItems(item, items));
    }

    /** Returns the numbers of the items that an outer join may fill with nulls. */
    static Set<Integer> nullable(TreeNode query) {
        Set<Integer> items = new HashSet<>();
        query.node("jointree").ifPresent(tree -> collectNullable(tree, items));
        return items;
    }

    private static void collectNullable(TreeNode node, Set<Integer> items) {
        if (node.is("JOINEXPR")) {
            long type = node.number("jointype");
            if (type == LEFT || type == FULL) {
                node.node("rarg").ifPresent(item -> collectItems(item, items));
            }
            if (type == RIGHT || type == FULL) {
                node.node("larg").ifPresent(item -> collectItems(item, items));
            }
        }
        node.nodes("fromlist").forEach(item -> collectNullable(item, items));
        node.node("larg").ifPresent(item -> collectNullable(item, items));
        node.node("rarg").ifPresent(item -> collectNullable(item, items));
    }

    /** Returns the conditions of WHERE, ON and HAVING. */
    static List<TreeNode> conditions(TreeNode query) {
        List<TreeNode> conditions = new ArrayList<>();
        query.node("jointree").ifPresent(tree -> collectConditions(tree, conditions));
        query.node("havingQual").ifPresent(conditions::add);
        return conditions;
    }

    private static void collectConditions(TreeNode node, List<TreeNode> conditions) {
        node.node("quals").ifPresent(conditions::add);
        node.nodes("fromlist").forEach(item -> collectConditions(item, conditions));
        node.node("larg").ifPresent(item -> collectConditions(item, conditions));
        node.node("rarg").ifPresent(item -> collectConditions(item, conditions));
    }
}
