package dev.reverseetl.audit.internal;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's planner may compute before it runs a query, and then leave out of the plan, rights and all. Errs on
 * the side of "may".
 *
 * @see <a href="https://www.postgresql.org/docs/current/xfunc-volatility.html">PostgreSQL: Function Volatility
 *     Categories</a>
 */
final class FoldingRules {
    private final Catalog catalog;
    private final FoldingColumns columns;
    /** By the very object: without it, deep conditions would be decided again and again at each level. */
    private final IdentityHashMap<TreeNode, Boolean> decided = new IdentityHashMap<>();

    FoldingRules(Catalog catalog) {
        this.catalog = catalog;
        this.columns = new FoldingColumns(catalog, this);
    }

    static boolean isTrue(TreeNode expression) {
        return switch (expression.text("boolop")) {
            case "or" -> args(expression).stream().anyMatch(FoldingRules::isTrue);
            case "and" -> args(expression).stream().allMatch(FoldingRules::isTrue);
            default -> isConstant(expression, 1);
        };
    }

    private static boolean isConstant(TreeNode expression, long value) {
        return expression.is("CONST") && !expression.flag("constisnull") && QueryTree.constant(expression) == value;
    }

    /** Tells whether an expression may turn out constant, within queries, the innermost first. */
    boolean mayFold(TreeNode expression, List<TreeNode> scope) {
        Boolean known = decided.get(expression);
        if (known == null) {
            known = decide(expression, scope);
            decided.put(expression, known);
        }
        return known;
    }

    private boolean decide(TreeNode expression, List<TreeNode> scope) {
        return switch (expression.tag()) {
            case "VAR" -> columns.mayFold(expression, scope);
            case "AGGREF", "WINDOWFUNC", "GROUPINGFUNC", "CASETESTEXPR", "COERCETODOMAINVALUE" -> false;
            case "SUBLINK" ->
                expression
                        .node("subselect")
                        .flatMap(query -> query.node("limitCount"))
                        .isPresent();
            case "BOOLEXPR" -> boolMayFold(expression, scope);
            case "CASEEXPR" -> caseMayFold(expression, scope);
            case "COALESCEEXPR" -> args(expression).stream().limit(1).anyMatch(part -> mayFold(part, scope));
            case "NULLTEST" -> true; // from 17 on, of a column that is NOT NULL
            case "FUNCEXPR", "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR" ->
                isNull(expression) || allChildrenMayFold(expression, scope);
            default -> allChildrenMayFold(expression, scope);
        };
    }

    private boolean allChildrenMayFold(TreeNode expression, List<TreeNode> scope) {
        boolean[] all = {true};
        expression.forEachChild(child -> all[0] &= mayFold(child, scope));
        return all[0];
    }

    private boolean boolMayFold(TreeNode expression, List<TreeNode> scope) {
        long neutral = expression.text("boolop").equals("and") ? 1 : 0;
        return args(expression).stream().anyMatch(arg -> !isConstant(arg, neutral) && mayFold(arg, scope))
                || args(expression).stream().allMatch(part -> mayFold(part, scope));
    }

    private boolean caseMayFold(TreeNode expression, List<TreeNode> scope) {
        return expression.node("arg").filter(part -> mayFold(part, scope)).isPresent()
                || args(expression).stream()
                        .anyMatch(when -> when.node("expr")
                                .filter(part -> mayFold(part, scope))
                                .isPresent());
    }

    /** Tells whether an expression is certainly null: a null constant, or what is strict about one. */
    boolean isNull(TreeNode expression) {
        return switch (expression.tag()) {
            case "CONST" -> expression.flag("constisnull");
            case "RELABELTYPE", "COERCEVIAIO", "COERCETODOMAIN", "COLLATEEXPR" ->
                expression.node("arg").filter(this::isNull).isPresent();
            case "FUNCEXPR", "OPEXPR", "SCALARARRAYOPEXPR" ->
                isStrict(expression) && args(expression).stream().anyMatch(this::isNull);
            default -> false;
        };
    }

    private boolean isStrict(TreeNode expression) {
        Optional<RoutineEntry> routine = expression.is("FUNCEXPR")
                ? catalog.routine(expression.number("funcid"))
                : catalog.function(expression.number("opno"));
        return routine.filter(RoutineEntry::strict).isPresent();
    }

    static List<TreeNode> args(TreeNode expression) {
        return expression.nodes("args");
    }
}
