package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which columns of subqueries and views may turn out constant once the planner has merged them into the query. */
final class FoldingColumns {
    /** Where views stand on views deeper than this, it is taken for possible. */
    private static final int DEEPEST = 8;

    private final Catalog catalog;
    private final FoldingRules rules;
    private int depth;

    FoldingColumns(Catalog catalog, FoldingRules rules) {
        this.catalog = catalog;
        this.rules = rules;
    }

    /** Tells whether that may be so of a column, within queries, the innermost first. */
    boolean mayFold(TreeNode column, List<TreeNode> scope) {
        int level = (int) column.number("varlevelsup");
        long place = column.number("varattno");
        if (level >= scope.size() || place < 1) {
            return false;
        }
        if (depth >= DEEPEST) {
            return true;
        }
        depth++;
        try {
            List<TreeNode> around = scope.subList(level, scope.size());
            List<TreeNode> entries = around.get(0).nodes("rtable");
            long number = column.number("varno");
            return number >= 1
                    && number <= entries.size()
                    && mayFold(entries.get((int) number - 1), (int) place, around);
        } finally {
            depth--;
        }
    }

    private boolean mayFold(TreeNode entry, int place, List<TreeNode> around) {
        return switch ((int) entry.number("rtekind")) {
            case (int) QueryTree.RELATION ->
                catalog.relation(entry.number("relid")).stream()
                        .flatMap(view -> view.rule().stream())
                        .anyMatch(rule -> isTargetFolding(rule, place, List.of()));
            case (int) QueryTree.SUBQUERY ->
                entry.node("subquery")
                        .filter(query -> isTargetFolding(query, place, around))
                        .isPresent();
            case (int) QueryTree.JOIN -> {
                List<TreeNode> columns = entry.nodes("joinaliasvars");
                yield place <= columns.size() && rules.mayFold(columns.get(place - 1), around);
            }
            case (int) QueryTree.CTE ->
                commonTable(entry, around)
                        .filter(query -> isTargetFolding(query, place, around))
                        .isPresent();
            // one row is merged too
            case (int) QueryTree.VALUES ->
                entry.fields().get("values_lists") instanceof List<?> rows && rows.size() == 1;
            case (int) QueryTree.FUNCTION ->
                entry.nodes("functions").stream()
                        .flatMap(function -> function.node("funcexpr").stream())
                        .anyMatch(call -> !call.flag("funcretset") && rules.mayFold(call, around));
            default -> false;
        };
    }

    private boolean isTargetFolding(TreeNode query, int place, List<TreeNode> around) {
        List<TreeNode> inner = new ArrayList<>(List.of(query));
        inner.addAll(around);
        return query.nodes("targetList").stream()
                .filter(target -> target.number("resno") == place)
                .findFirst()
                .flatMap(target -> target.node("expr"))
                .filter(expression -> rules.mayFold(expression, inner))
                .isPresent();
    }

    private static Optional<TreeNode> commonTable(TreeNode entry, List<TreeNode> around) {
        int level = (int) entry.number("ctelevelsup");
        return level >= around.size()
                ? Optional.empty()
                : around.get(level).nodes("cteList").stream()
                        .filter(table -> table.text("ctename").equals(entry.text("ctename")))
                        .findFirst()
                        .flatMap(table -> table.node("ctequery"));
    }
}
