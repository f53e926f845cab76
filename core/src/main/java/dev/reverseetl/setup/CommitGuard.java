package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits, and says for sure what became of it as far as that can be known. */
final class CommitGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CommitGuard.class);

    private final Surroundings surroundings;
    private final SetupJournal journal;
    private final JournalNotes notes;

    CommitGuard(Surroundings surroundings, SetupJournal journal) {
        this.surroundings = surroundings;
        this.journal = journal;
        this.notes = new JournalNotes(journal);
    }

    /** Commits and closes the transaction. Returns normally only if it is committed. */
    void commit(Transaction transaction, String transactionId, UndoRecord undoRecord) {
        journal.intend(undoRecord, transactionId);
        try {
            transaction.commit();
        } catch (StatementFailure failure) {
            transaction.close(); // a pool of one needs it back before we ask
            resolve(failure, transactionId, undoRecord);
        }
        transaction.close();
        LOG.info(
                "{} - committed transaction {} for the role {}",
                surroundings.admin().describe(),
                transactionId,
                undoRecord.role());
        notes.committed(undoRecord);
        AfterCommit.tell(surroundings.listener()::committed);
    }

    private void resolve(StatementFailure failure, String transactionId, UndoRecord undoRecord) {
        if (!failure.isConnectionLost()) {
            notes.aborted(undoRecord);
            throw failure;
        }
        switch (CommitOutcome.of(transactionId, surroundings.admin())) {
            case COMMITTED -> {}
            case ABORTED -> {
                notes.aborted(undoRecord);
                throw new ReverseEtlException(
                        ErrorCode.CONNECTION_FAILED,
                        "The connection was lost at the commit, and the server rolled back: " + failure.getMessage()
                                + ". Nothing was changed.",
                        "Run it again.",
                        failure);
            }
            case UNKNOWN ->
                throw new UnknownOutcomeException(transactionId, undoRecord, surroundings.password(), failure);
        }
    }
}
