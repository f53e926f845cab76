package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What can be told of a model's result without running it.
 *
 * @param columns its columns, in order
 * @param oneRowEach whether each row comes from another row of one and the same table: the query reads that table alone
 *     and once, with {@code ONLY} or without, and neither a join, a set operation nor a function that returns sets
 *     multiplies the rows
 * @param distinctBy sets of column positions, from 0, whose values no two rows share by the query's own
 *     {@code DISTINCT}, {@code UNION} or {@code GROUP BY}
 */
public record ResultShape(List<ResultColumn> columns, boolean oneRowEach, List<Set<Integer>> distinctBy) {
    /** Takes copies of the lists. */
    public ResultShape {
        columns = List.copyOf(columns);
        distinctBy = distinctBy.stream().map(Set::copyOf).toList();
    }

    Set<Integer> positionsOf(Identifier name) {
        return IntStream.range(0, columns.size())
                .filter(position -> columns.get(position).name().equals(name))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }
}
