package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.model.Model;
import dev.reverseetl.segment.SegmentLimits;
import java.util.List;

/**
 * What running a model has shown of its rows as JSON.
 *
 * @param records how many rows are larger than Segment takes
 * @param values how many rows hold a value that is
 * @param largest the largest row, in bytes
 */
record RecordSizes(long records, long values, long largest) {
    /**
     * Returns the text of the query, whose columns all are of type int8. A row is only taken apart if it is larger than
     * a value may be. To be sent as {@link IdentifierProbe} says.
     */
    static String sql(Model model, SegmentLimits limits) {
        return """
                SELECT pg_catalog.count(*) FILTER (WHERE r.size OPERATOR(pg_catalog.>) %1$d) AS records,
                       pg_catalog.count(*) FILTER (WHERE r.size OPERATOR(pg_catalog.>) %2$d AND EXISTS (
                           SELECT FROM pg_catalog.json_each(r.record) AS v
                            WHERE pg_catalog.octet_length(v.value::pg_catalog.text) OPERATOR(pg_catalog.>) %2$d)) AS large_values,
                       coalesce(pg_catalog.max(r.size), 0)::pg_catalog.int8 AS largest
                  FROM (SELECT j.record, pg_catalog.octet_length(j.record::pg_catalog.text) AS size
                          FROM (SELECT pg_catalog.row_to_json(q) AS record
                                  FROM (
                %3$s
                ) AS q OFFSET 0) AS j OFFSET 0) AS r""".formatted(limits.recordBytes(), limits.valueBytes(), model.query());
    }

    static RecordSizes read(Row row) {
        return new RecordSizes(row.number("records"), row.number("large_values"), row.number("largest"));
    }

    List<Finding> findings(SegmentLimits limits) {
        FindingDraft draft = new FindingDraft();
        if (records > 0) {
            draft.warning(
                    "RECORD_TOO_LARGE",
                    "The result has " + records + " rows of more than " + limits.recordBytes()
                            + " bytes as JSON, which is what Segment takes; the largest has " + largest + ".",
                    "Leave out large columns, or select parts of them.");
        }
        if (values > 0) {
            draft.warning(
                    "VALUE_TOO_LARGE",
                    "The result has " + values + " rows with a value of more than " + limits.valueBytes()
                            + " bytes as JSON, which is what Segment takes.",
                    "Leave out large columns, or select parts of them.");
        }
        return draft.sorted();
    }
}
