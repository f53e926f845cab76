package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.Optional;

/** How the columns, or what the checksums are made of, differ from those of the state. */
enum ColumnChange {
    NONE,
    /** The identifier is the same, so that the rows of the state can be told. */
    VALUES,
    /** The identifier is another. */
    IDENTIFIER;

    static ColumnChange of(ModelEntry before, ModelColumns columns) {
        if (before.stateTable().isEmpty()) {
            return NONE;
        }
        if (!before.keySignature().equals(Optional.of(columns.keySignature()))) {
            return IDENTIFIER;
        }
        boolean same = before.columnSignature().equals(Optional.of(columns.signature()))
                && before.algorithm().equals(Optional.of(DiffSql.ALGORITHM));
        return same ? NONE : VALUES;
    }

    boolean isRebaseline(TrackerConfig config) {
        return this != NONE && config.columnPolicy() == ColumnPolicy.REBASELINE;
    }

    Optional<String> note(TrackerConfig config) {
        return this == NONE
                ? Optional.empty()
                : Optional.of(
                        this == VALUES
                                ? "The model's columns are not those of the last run, so every row is reported."
                                : "The model's identifier is not that of the last run, so every row is reported as"
                                        + " added, and what was deleted since can't be told.");
    }

    /** Makes the state such that a comparison with it reports what the policy says; returns how it is then. */
    ModelEntry apply(
            Transaction transaction, TrackerConfig config, RunLease lease, ModelEntry before, ModelColumns columns) {
        if (this == NONE || config.columnPolicy() == ColumnPolicy.REBASELINE) {
            return before;
        }
        if (config.columnPolicy() == ColumnPolicy.FAIL) {
            throw new ReverseEtlException(
                    ErrorCode.COLUMNS_CHANGED,
                    "The columns of model " + TrackingFailure.quoted(config.model()) + " were "
                            + before.columnSignature().orElse("?") + " in the last run and are now "
                            + columns.signature()
                            + " (each with its type and the OIDs of types made in this database). The state is as it was.",
                    "Choose with columnPolicy(ColumnPolicy): RESEND_ALL reports every row, REBASELINE none.");
        }
        if (this == IDENTIFIER) {
            Reset.forget(transaction, config, lease, before);
        } else {
            Acknowledgement.voidChecksums(transaction, config, lease, columns, before);
            lease.update(
                    transaction,
                    config,
                    "column_signature = " + SqlLiteral.quoted(columns.signature()) + ", algorithm = "
                            + SqlLiteral.quoted(DiffSql.ALGORITHM));
        }
        return lease.lock(transaction, config);
    }
}
