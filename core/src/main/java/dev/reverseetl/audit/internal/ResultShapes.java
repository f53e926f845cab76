package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells from a parse tree what a query's result looks like. */
final class ResultShapes {
    private final TreeNode query;
    private final List<TreeNode> targets;

    private ResultShapes(TreeNode query) {
        this.query = query;
        this.targets = query.nodes("targetList").stream()
                .filter(target -> !target.flag("resjunk"))
                .toList();
    }

    static ResultShape of(TreeNode query) {
        ResultShapes shapes = new ResultShapes(query);
        boolean extending = shapes.mayExtendByNulls();
        List<ResultColumn> columns =
                shapes.targets.stream().map(target -> column(target, extending)).toList();
        return new ResultShape(columns, shapes.isOneRowEach(), shapes.distinctBy());
    }

    private static ResultColumn column(TreeNode target, boolean extending) {
        long table = target.number("resorigtbl");
        return new ResultColumn(
                Identifier.of(target.text("resname")),
                target.node("expr").map(ExpressionType::of).orElse(TypeUse.UNKNOWN),
                table == 0
                        ? Optional.empty()
                        : Optional.of(new ResultColumn.Source(table, (int) target.number("resorigcol"), extending)));
    }

    /** An outer join here or in a subquery, or a column of a view, of which the tree tells no more. */
    private boolean mayExtendByNulls() {
        return query.fields().containsKey("groupingSets") || hasOuterJoin(query);
    }

    private static boolean hasOuterJoin(TreeNode node) {
        boolean[] found = {node.is("JOINEXPR") && node.number("jointype") != JoinSides.INNER};
        node.forEachChild(child -> found[0] = found[0] || hasOuterJoin(child));
        return found[0];
    }

    private boolean isOneRowEach() {
        List<TreeNode> items =
                query.node("jointree").map(tree -> tree.nodes("fromlist")).orElse(List.of());
        return items.size() == 1
                && items.get(0).is("RANGETBLREF")
                && QueryTree.isRelation(
                        query.nodes("rtable").get((int) items.get(0).number("rtindex") - 1))
                && !QueryTree.isGrouped(query);
    }

    private List<Set<Integer>> distinctBy() {
        List<Set<Integer>> sets = new ArrayList<>();
        if (!query.fields().containsKey("groupingSets")) {
            positions("groupClause").ifPresent(sets::add);
        }
        positions("distinctClause").ifPresent(sets::add);
        return sets;
    }

    /** Returns where the columns of a clause are in the result, if all of them are. */
    private Optional<Set<Integer>> positions(String clause) {
        Set<Integer> positions = new HashSet<>();
        for (TreeNode item : query.nodes(clause)) {
            Optional<TreeNode> target = targets.stream()
                    .filter(one -> one.number("ressortgroupref") == item.number("tleSortGroupRef"))
                    .findFirst();
            if (target.isEmpty()) {
                return Optional.empty();
            }
            positions.add(targets.indexOf(target.get()));
        }
        return positions.isEmpty() ? Optional.empty() : Optional.of(positions);
    }
}
