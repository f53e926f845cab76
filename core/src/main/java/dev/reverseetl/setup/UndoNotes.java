package dev.reverseetl.setup;

import dev.reverseetl.internal.change.Change;

/** What is said of the changes of a record that are not taken back. */
final class UndoNotes {
    private UndoNotes() {}

    static void gone(Change change, PlanDraft draft) {
        draft.notice(
                "ALREADY_GONE",
                "Not needed any more: " + change.sql(PlanStep.VERIFIER_VARIABLE) + ".",
                "Nothing has to be done.");
    }

    static void changedSince(Change change, PlanDraft draft) {
        draft.warning(
                "CHANGED_SINCE",
                "Left alone, since somebody changed it after the run: " + change.sql(PlanStep.VERIFIER_VARIABLE) + ".",
                "Run the statement by hand if it is still wanted.");
    }
}
