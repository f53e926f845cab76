package dev.reverseetl.audit.internal;

import java.util.List;
import java.util.Optional;

/** Walks operators: the functions that implement them, and those that the planner takes instead. */
final class OperatorWalk {
    /** From this many elements on, {@code = ANY (…)} may look them up in a hash table. */
    private static final int HASHED_ELEMENTS = 9;

    private final Walk walk;

    OperatorWalk(Walk walk) {
        this.walk = walk;
    }

    /**
     * Walks an operator and its operands.
     *
     * @param node where it is used
     * @param frame where that is
     * @param negated whether the planner takes the negator, if there is one
     */
    void walk(TreeNode node, Frame frame, boolean negated) {
        OperatorEntry operator = walk.catalog.operators.get(node.number("opno"));
        if (operator == null) {
            throw new VanishedObjectException("operator", node.number("opno"));
        }
        frame.names().ifPresent(names -> walk.needs.schema(operator.schema(), frame));
        compare(operator);
        boolean isNull = walk.folding.isNull(node);
        Frame called = frame.softIf(isNull);
        boolean list = node.is("SCALARARRAYOPEXPR") && mayBeHashed(node);
        boolean notInList = list && !node.flag("useOr");
        boolean replaced = operator.negator() != 0 && (negated || notInList);
        Frame own = called.softIf(replaced || isNullIfOfNull(node) || mayBeCommuted(node, operator));
        walk.catalog.routine(operator.function()).ifPresent(function -> {
            if (isNull) {
                walk.needs.routine(function, own.invoker(), own); // what is strict isn't entered with null
            } else {
                walk.routines.call(function, own);
            }
        });
        mayCall(replaced ? operator.negator() : 0, called);
        mayCall(operator.commutator(), called);
        mayCall(list ? (notInList ? operator.negatorHash() : operator.hash()) : 0, called);
        operands(node, called);
    }

    /** The first operand that is null is the result, whatever the second. */
    private void operands(TreeNode node, Frame frame) {
        List<TreeNode> args = FoldingRules.args(node);
        boolean decided = node.is("NULLIFEXPR") && walk.folding.isNull(args.get(0));
        for (int i = 0; i < args.size(); i++) {
            walk.expressions.walk(args.get(i), frame.softIf(decided && i > 0));
        }
    }

    private boolean isNullIfOfNull(TreeNode node) {
        return node.is("NULLIFEXPR") && FoldingRules.args(node).stream().anyMatch(walk.folding::isNull);
    }

    /** An index wants its column on the left, and a hash join the column of the side that it reads first. */
    private static boolean mayBeCommuted(TreeNode node, OperatorEntry operator) {
        List<TreeNode> args = FoldingRules.args(node);
        return operator.commutator() != 0
                && operator.commutator() != operator.function()
                && args.size() == 2
                && hasColumn(args.get(1));
    }

    private static boolean hasColumn(TreeNode node) {
        boolean[] found = {node.is("VAR")};
        node.forEachChild(child -> found[0] |= hasColumn(child));
        return found[0];
    }

    private void mayCall(long function, Frame frame) {
        walk.catalog
                .routine(function)
                .ifPresent(routine -> walk.needs.routine(routine, frame.invoker(), frame.softIf(true)));
    }

    private static boolean mayBeHashed(TreeNode node) {
        List<TreeNode> args = FoldingRules.args(node);
        return args.size() > 1
                && (!args.get(1).is("ARRAYEXPR")
                        || args.get(1).nodes("elements").size() >= HASHED_ELEMENTS);
    }

    /** The operators of a comparison of rows are looked up by name, and never checked. */
    void compareRows(long oid, Frame frame) {
        Optional<OperatorEntry> operator = Optional.ofNullable(walk.catalog.operators.get(oid));
        operator.ifPresent(this::compare);
        operator.filter(entry -> frame.names().isPresent())
                .ifPresent(entry -> walk.needs.schema(entry.schema(), frame));
    }

    /** Walks what rows are sorted or grouped by. */
    void sorts(TreeNode clause) {
        List.of(clause.number("eqop"), clause.number("sortop"))
                .forEach(oid ->
                        Optional.ofNullable(walk.catalog.operators.get(oid)).ifPresent(this::compare));
    }

    /** What sorts and hashes along with an operator is called without asking, and may do anything. */
    private void compare(OperatorEntry operator) {
        walk.routines.compare(operator.comparisons());
    }
}
