package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a model to find identifiers that are null or not unique. */
public final class IdentifierProbe {
    /** int2, int4, int8, oid and uuid are equal exactly if their texts are, and cheaper to compare. */
    private static final Set<Long> COMPARED_AS_THEY_ARE = Set.of(20L, 21L, 23L, 26L, 2950L);

    private IdentifierProbe() {}

    /**
     * Returns the query, which gives one row. It reads the whole result once and compares the identifiers' texts, since
     * not every type has an equality. To be sent as the role, read-only and alone: it fails where the model does.
     *
     * @param shape the model's result, in which each identifier column is found once
     */
    public static Query<IdentifierCounts> query(Model model, ResultShape shape) {
        return Query.of(QuestionMarks.escaped(sql(model, shape)), IdentifierProbe::read);
    }

    /** Returns the text of the query, whose columns all are of type int8. */
    static String sql(Model model, ResultShape shape) {
        List<Identifier> columns = model.identifierColumns();
        return columns.size() == 1
                ? ofOne(columns.get(0), key(columns.get(0), shape), model.query())
                : ofSeveral(
                        columns,
                        columns.stream().map(column -> key(column, shape)).toList(),
                        model.query());
    }

    static IdentifierCounts read(Row row) {
        return new IdentifierCounts(row.number("all_rows"), row.number("nulls"), row.number("surplus"));
    }

    /** PostgreSQL sorts, which takes half the time of grouping. */
    private static String ofOne(Identifier column, String key, String query) {
        String name = "q." + column.quoted();
        return """
                SELECT pg_catalog.count(*) AS all_rows,
                       pg_catalog.count(*) OPERATOR(pg_catalog.-) pg_catalog.count(%1$s) AS nulls,
                       pg_catalog.count(%1$s) OPERATOR(pg_catalog.-) pg_catalog.count(DISTINCT %2$s) AS surplus
                  FROM (
                %3$s
                ) AS q""".formatted(name, key, query);
    }

    /** PostgreSQL groups by hash, which takes a third of the time of sorting rows. */
    private static String ofSeveral(List<Identifier> columns, List<String> keys, String query) {
        String isNull = columns.stream()
                .map(column -> "q." + column.quoted() + " IS NULL")
                .collect(Collectors.joining(" OR "));
        return """
                SELECT coalesce(pg_catalog.sum(g.n), 0)::pg_catalog.int8 AS all_rows,
                       coalesce(pg_catalog.sum(g.n) FILTER (WHERE g.has_null), 0)::pg_catalog.int8 AS nulls,
                       coalesce(pg_catalog.sum(g.n OPERATOR(pg_catalog.-) 1) FILTER (WHERE NOT g.has_null), 0)::pg_catalog.int8 AS surplus
                  FROM (SELECT pg_catalog.count(*) AS n, %1$s AS has_null
                          FROM (
                %2$s
                ) AS q
                         GROUP BY %3$s, %1$s) AS g""".formatted(isNull, query, String.join(", ", keys));
    }

    /** Returns what the counts mean, the most severe first. */
    public static List<Finding> findings(Model model, IdentifierCounts counts, SegmentLimits limits) {
        FindingDraft draft = new FindingDraft();
        String identifier =
                model.identifierColumns().stream().map(Identifier::quoted).collect(Collectors.joining(", "));
        if (counts.nulls() > 0) {
            draft.warning(
                    "IDENTIFIER_NULL",
                    "The identifier " + identifier + " is null in " + counts.nulls() + " of " + counts.rows()
                            + " rows, which Segment can't tell apart.",
                    "Leave such rows out, or give them an identifier.");
        }
        if (counts.surplus() > 0) {
            draft.warning(
                    "IDENTIFIER_NOT_UNIQUE",
                    "The identifier " + identifier + " repeats that of another row in " + counts.surplus() + " of "
                            + counts.rows() + " rows; Segment takes the rows of one identifier for one record.",
                    "Take another identifier, or GROUP BY this one.");
        }
        if (counts.rows() > limits.recordsPerSync()) {
            draft.notice(
                    "MANY_RECORDS",
                    "The result has " + counts.rows() + " rows, and one sync carries " + limits.recordsPerSync() + ".",
                    "Nothing has to be done: the first syncs carry a part each.");
        }
        return draft.sorted();
    }

    private static String key(Identifier column, ResultShape shape) {
        int position = shape.positionsOf(column).iterator().next();
        String name = "q." + column.quoted();
        return COMPARED_AS_THEY_ARE.contains(
                        shape.columns().get(position).type().oid())
                ? name
                : name + "::pg_catalog.text COLLATE pg_catalog.\"C\"";
    }
}
