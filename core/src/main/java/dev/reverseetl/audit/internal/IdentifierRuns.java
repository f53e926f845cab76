package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.segment.SegmentLimits;
import java.util.ArrayList;
import java.util.List;

/** Runs models as the role, read-only, to look at identifiers and sizes. Costs four round trips a model. */
final class IdentifierRuns {
    private static final String SAVEPOINT = "retl_run";

    private final Transaction transaction;
    private final List<String> becoming;
    private final SearchPath path;
    private final SegmentLimits limits;

    /**
     * Prepares the runs.
     *
     * @param becoming what makes the session act as the role
     */
    IdentifierRuns(Transaction transaction, List<String> becoming, SearchPath path, SegmentLimits limits) {
        this.transaction = transaction;
        this.becoming = becoming;
        this.path = path;
        this.limits = limits;
    }

    /** Returns what the result shows, or why the query failed. */
    List<Finding> run(AuditedModel model, ResultShape shape) {
        List<String> statements = new ArrayList<>();
        statements.add("SAVEPOINT " + SAVEPOINT);
        statements.addAll(becoming);
        statements.add("SET LOCAL search_path TO " + path.quoted());
        statements.add("SET LOCAL transaction_read_only TO on");
        transaction.runTogether(statements).ifPresent(failure -> {
            throw failure;
        });
        try {
            IdentifierCounts counts = transaction
                    .read(IdentifierProbe.query(model.bound.model(), shape))
                    .get(0);
            RecordSizes sizes = transaction
                    .read(RecordSizes.query(model.bound.model(), limits))
                    .get(0);
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
        } finally {
            transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        }
    }
}
