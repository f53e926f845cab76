package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.DefinerFunction;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.segment.SegmentLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs models as the role, read-only, to look at identifiers and sizes: within a {@link DefinerFunction}, unless the
 * session is the role's own. Costs six round trips a model.
 */
final class IdentifierRuns {
    private static final String SAVEPOINT = "retl_run";
    private static final String COUNTS =
            "TABLE (all_rows pg_catalog.int8, nulls pg_catalog.int8, surplus pg_catalog.int8)";
    private static final String SIZES =
            "TABLE (records pg_catalog.int8, large_values pg_catalog.int8, largest pg_catalog.int8)";

    private final Transaction transaction;
    private final List<String> powers;
    private final boolean self;
    private final DefinerFunction function;
    private final SearchPath path;
    private final SegmentLimits limits;

    /**
     * Prepares the runs.
     *
     * @param powers what lets the session act as the role
     * @param self whether the session is the role's own
     * @param function what runs a query as the role otherwise
     */
    IdentifierRuns(
            Transaction transaction,
            List<String> powers,
            boolean self,
            DefinerFunction function,
            SearchPath path,
            SegmentLimits limits) {
        this.transaction = transaction;
        this.powers = powers;
        this.self = self;
        this.function = function;
        this.path = path;
        this.limits = limits;
    }

    /** Returns what the result shows, or why the query failed. */
    List<Finding> run(AuditedModel model, ResultShape shape) {
        try {
            IdentifierCounts counts =
                    run(COUNTS, IdentifierProbe.sql(model.bound.model(), shape), IdentifierProbe::read);
            RecordSizes sizes = run(SIZES, RecordSizes.sql(model.bound.model(), limits), RecordSizes::read);
            List<Finding> findings = new ArrayList<>(sizes.findings(limits));
            findings.addAll(IdentifierProbe.findings(model.bound.model(), counts, limits));
            return findings;
        } catch (StatementFailure failure) {
            if (failure.isConnectionLost()) {
                throw failure;
            }
            FindingDraft draft = new FindingDraft();
            draft.blocker(
                    "RUN_FAILED",
                    "Running the query as the role failed: " + failure.getMessage() + ".",
                    "Run it as the role by hand.");
            return draft.sorted();
        }
    }

    private <T> T run(String returns, String sql, Function<Row, T> reader) {
        List<String> statements = new ArrayList<>(List.of("SAVEPOINT " + SAVEPOINT));
        statements.addAll(powers);
        if (self) {
            statements.add("SET LOCAL search_path TO " + path.quoted());
        } else {
            transaction.mayRunForeignCode();
            statements.addAll(function.creation(returns, "RETURN QUERY EXECUTE statement;"));
        }
        statements.add("SET LOCAL transaction_read_only TO on");
        transaction.runTogether(statements).ifPresent(failure -> {
            throw failure;
        });
        try {
            return transaction
                    .read(
                            self
                                    ? Query.of(QuestionMarks.escaped(sql), reader)
                                    : Query.of("SELECT * FROM " + function.call("?"), reader, sql))
                    .get(0);
        } finally {
            transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        }
    }
}
