package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Walks one query: its FROM items, its common table expressions, its expressions. */
final class QueryWalk {
    private final Walk walk;

    QueryWalk(Walk walk) {
        this.walk = walk;
    }

    /**
     * Walks.
     *
     * @param query the query
     * @param frame where it is
     * @param used which of its columns are used outside
     * @param locked whether a FOR UPDATE or FOR SHARE outside goes through to its relations
     */
    void walk(TreeNode query, Frame frame, UsedColumns used, boolean locked) {
        walk.stillInTime.run();
        if (query.equals(TreeReader.TOO_DEEP) || frame.isTooDeep()) {
            walk.expressions.tooDeep(frame);
            return;
        }
        if (query.number("commandType") != QueryTree.SELECT || query.flag("hasModifyingCTE")) {
            walk.routines.writes(frame);
        }
        boolean foldingHere = mayTurnOutEmpty(query, frame);
        boolean foldingBelow = query.nodes("rtable").stream().anyMatch(entry -> mayItemBeEmpty(entry, frame));
        Frame inside = frame.within(query).idleIf(foldingHere || foldingBelow);
        walkItems(query, inside, ColumnUse.of(query, used), locked);
        walkCommonTables(query, inside);
        walkExpressions(query, inside.computed(), used);
    }

    private void walkItems(TreeNode query, Frame frame, ColumnUse use, boolean locked) {
        Set<Integer> nullable = JoinSides.nullable(query);
        Set<Integer> lockedHere = new HashSet<>();
        query.nodes("rowMarks").forEach(mark -> lockedHere.add((int) mark.number("rti")));
        if (!lockedHere.isEmpty()) {
            walk.needs.findings.add(SideEffects.locks());
        }
        Set<Integer> fromItems = JoinSides.fromItems(query);
        List<TreeNode> entries = query.nodes("rtable");
        for (int number = 1; number <= entries.size(); number++) {
            TreeNode entry = entries.get(number - 1);
            boolean lockedEntry = (locked && fromItems.contains(number)) || lockedHere.contains(number);
            UsedColumns used = use.ofEntry(number);
            Frame item = frame.idleIf(nullable.contains(number) && used.isNothing());
            switch ((int) entry.number("rtekind")) {
                case (int) QueryTree.RELATION -> {
                    walk.relations.walk(query, entry, item, used, lockedEntry, locked);
                    entry.node("tablesample").ifPresent(sample -> walk.expressions.walk(sample, item.computed()));
                }
                case (int) QueryTree.SUBQUERY -> {
                    TreeNode subquery = entry.node("subquery").orElseThrow();
                    boolean apart = isPlannedApart(subquery) && (item.idle() || nullable.contains(number));
                    walk(subquery, item.softIf(apart), used, lockedEntry);
                }
                case (int) QueryTree.JOIN, (int) QueryTree.CTE -> {
                    // its columns are those of other items
                }
                default -> walk.expressions.walk(entry, item.computed());
            }
        }
    }

    /** One that nobody refers to isn't planned, nor what only it refers to. */
    private void walkCommonTables(TreeNode query, Frame frame) {
        List<TreeNode> tables = query.nodes("cteList");
        Set<String> reached = new HashSet<>();
        List<TreeNode> toDo = new ArrayList<>(List.of(new TreeNode("QUERY", withoutCommonTables(query))));
        while (!toDo.isEmpty()) {
            Set<String> named = new HashSet<>();
            collectCommonTables(toDo.remove(0), named);
            tables.stream()
                    .filter(table -> named.contains(table.text("ctename")) && reached.add(table.text("ctename")))
                    .forEach(toDo::add);
        }
        for (TreeNode table : tables) {
            boolean unused = !reached.contains(table.text("ctename"));
            boolean merged = table.number("cterefcount") == 1 && !table.flag("cterecursive");
            table.node("ctequery").ifPresent(inner -> {
                boolean apart = frame.idle() && merged && isPlannedApart(inner);
                walk(inner, frame.softIf(unused || apart), useOf(query, table), false);
            });
        }
    }

    private static Map<String, Object> withoutCommonTables(TreeNode query) {
        Map<String, Object> fields = new LinkedHashMap<>(query.fields());
        fields.remove("cteList");
        return fields;
    }

    private static void collectCommonTables(TreeNode node, Set<String> names) {
        if (node.is("RANGETBLENTRY") && node.number("rtekind") == QueryTree.CTE) {
            names.add(node.text("ctename"));
        }
        node.forEachChild(child -> collectCommonTables(child, names));
    }

    /** A table that is read once may be merged into the query around it; any other is computed with all columns. */
    private static UsedColumns useOf(TreeNode query, TreeNode table) {
        List<TreeNode> entries = query.nodes("rtable");
        if (table.number("cterefcount") == 1 && !table.flag("cterecursive")) {
            for (int i = 0; i < entries.size(); i++) {
                TreeNode entry = entries.get(i);
                if (entry.number("rtekind") == QueryTree.CTE
                        && entry.number("ctelevelsup") == 0
                        && entry.text("ctename").equals(table.text("ctename"))) {
                    return ColumnUse.of(query, UsedColumns.all()).ofEntry(i + 1);
                }
            }
        }
        return UsedColumns.all();
    }

    private void walkExpressions(TreeNode query, Frame computed, UsedColumns used) {
        for (TreeNode target : query.nodes("targetList")) {
            walk.expressions.walk(target, computed.softIf(!used.isUsed(query, target) && !isVolatile(target)));
        }
        query.nodes("sortClause").forEach(walk.operators::sorts);
        query.node("jointree").ifPresent(tree -> walkJoins(tree, computed));
        for (String field : List.of("havingQual", "limitOffset", "limitCount", "setOperations")) {
            query.node(field).ifPresent(node -> walk.expressions.walk(node, computed));
        }
        for (String field : List.of("groupClause", "windowClause", "distinctClause", "returningList")) {
            query.nodes(field).forEach(node -> walk.expressions.walk(node, computed));
        }
    }

    /** The condition of an outer join goes when the join is removed. */
    private void walkJoins(TreeNode node, Frame computed) {
        boolean outer = node.is("JOINEXPR") && node.number("jointype") != JoinSides.INNER;
        node.node("quals").ifPresent(quals -> walk.expressions.walk(quals, computed.softIf(outer)));
        node.nodes("fromlist").forEach(item -> walkJoins(item, computed));
        Stream.of("larg", "rarg").forEach(side -> node.node(side).ifPresent(item -> walkJoins(item, computed)));
    }

    /** Tells whether the planner can't merge a query into the one around it. */
    boolean isPlannedApart(TreeNode query) {
        return QueryTree.isGrouped(query) || query.nodes("targetList").stream().anyMatch(this::isVolatile);
    }

    private boolean isVolatile(TreeNode expression) {
        Mentions mentions = new Mentions();
        mentions.add(expression);
        return mentions.routines.stream()
                .anyMatch(oid -> walk.catalog
                        .routine(oid)
                        .filter(RoutineEntry::isVolatile)
                        .isPresent());
    }

    /** Tells whether a condition of this query may turn out constant, and the plan empty. */
    private boolean mayTurnOutEmpty(TreeNode query, Frame frame) {
        return JoinSides.conditions(query).stream()
                .anyMatch(condition -> (!FoldingRules.isTrue(condition)
                                && walk.folding.mayFold(
                                        condition, frame.within(query).scope()))
                        || isSubqueryEmpty(condition, frame));
    }

    /** The planner makes a join of EXISTS and IN. */
    private boolean isSubqueryEmpty(TreeNode condition, Frame frame) {
        boolean[] found = {
            condition.is("SUBLINK")
                    && condition
                            .node("subselect")
                            .filter(query -> mayTurnOutEmptyAnywhere(query, frame))
                            .isPresent()
        };
        condition.forEachChild(child -> found[0] |= !child.is("QUERY") && isSubqueryEmpty(child, frame));
        return found[0];
    }

    private boolean mayItemBeEmpty(TreeNode entry, Frame frame) {
        if (QueryTree.isRelation(entry)) {
            // what isn't in FROM is the view itself, as 15 and older note in each view
            return entry.flag("inFromCl") && walk.relations.mayTurnOutEmpty(entry.number("relid"), frame);
        }
        return entry.node("subquery")
                .filter(query -> mayTurnOutEmptyAnywhere(query, frame))
                .isPresent();
    }

    /** Tells whether that holds for the query or for what it selects from. */
    boolean mayTurnOutEmptyAnywhere(TreeNode query, Frame frame) {
        return mayTurnOutEmpty(query, frame)
                || query.nodes("rtable").stream().anyMatch(entry -> mayItemBeEmpty(entry, frame));
    }
}
