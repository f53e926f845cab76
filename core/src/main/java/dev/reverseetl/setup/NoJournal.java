package dev.reverseetl.setup;

/** Keeps nothing. */
enum NoJournal implements SetupJournal {
    INSTANCE;

    @Override
    public void external(UndoRecord undoRecord) {}

    @Override
    public void intend(UndoRecord undoRecord, String transactionId) {}

    @Override
    public void committed(UndoRecord undoRecord) {}

    @Override
    public void aborted(UndoRecord undoRecord) {}

    @Override
    public void undone(UndoRecord undoRecord) {}
}
