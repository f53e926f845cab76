package dev.reverseetl.audit.internal;

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

    FoldingRules(Catalog catalog) {
        this.catalog = catalog;
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

    /** Tells whether an expression may turn out constant. */
    boolean mayFold(TreeNode expression) {
        return switch (expression.tag()) {
            case "VAR", "AGGREF", "WINDOWFUNC", "GROUPINGFUNC", "CASETESTEXPR", "COERCETODOMAINVALUE" -> false;
            case "SUBLINK" ->
                expression
                        .node("subselect")
                        .flatMap(query -> query.node("limitCount"))
                        .isPresent();
            case "BOOLEXPR" -> boolMayFold(expression);
            case "CASEEXPR" -> caseMayFold(expression);
            case "COALESCEEXPR" -> args(expression).stream().limit(1).anyMatch(this::mayFold);
            case "NULLTEST" -> true; // from 17 on, of a column that is NOT NULL
            case "FUNCEXPR", "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR" ->
                isNull(expression) || allChildrenMayFold(expression);
            default -> allChildrenMayFold(expression);
        };
    }

    private boolean allChildrenMayFold(TreeNode expression) {
        boolean[] all = {true};
        expression.forEachChild(child -> all[0] &= mayFold(child));
        return all[0];
    }

    private boolean boolMayFold(TreeNode expression) {
        long neutral = expression.text("boolop").equals("and") ? 1 : 0;
        return args(expression).stream().anyMatch(arg -> !isConstant(arg, neutral) && mayFold(arg))
                || args(expression).stream().allMatch(this::mayFold);
    }

    private boolean caseMayFold(TreeNode expression) {
        return expression.node("arg").filter(this::mayFold).isPresent()
                || args(expression).stream()
                        .anyMatch(
                                when -> when.node("expr").filter(this::mayFold).isPresent());
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
