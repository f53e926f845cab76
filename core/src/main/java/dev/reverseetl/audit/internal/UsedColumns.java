package dev.reverseetl.audit.internal;

import java.util.Set;

/**
 * Which output columns of a query are used by what is around it.
 *
 * @param every whether all are
 * @param numbers else, which
 */
record UsedColumns(boolean every, Set<Integer> numbers) {
    static UsedColumns all() {
        return new UsedColumns(true, Set.of());
    }

    static UsedColumns none() {
        return new UsedColumns(false, Set.of());
    }

    boolean isNothing() {
        return !every && numbers.isEmpty();
    }

    /** Tells whether a column is computed: it is used outside, or the query itself sorts or groups by it. */
    boolean isUsed(TreeNode query, TreeNode target) {
        return every
                || numbers.contains((int) target.number("resno"))
                || target.number("ressortgroupref") != 0
                || query.fields().containsKey("distinctClause")
                || query.fields().containsKey("setOperations");
    }
}
