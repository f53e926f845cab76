package dev.reverseetl.setup;

import dev.reverseetl.postgres.QualifiedName;
import java.util.stream.Collectors;

/** Finds what speaks against dropping the managed schema: what it holds, and what others have built on that. */
final class ManagedSchemaDrop {
    private ManagedSchemaDrop() {}

    static void check(SetupGoal goal, SetupFacts facts, ManagedTables tables, String remedy, PlanDraft draft) {
        if (!facts.managedContent().isEmpty() && tables == ManagedTables.KEEP) {
            draft.blocker(
                    "MANAGED_SCHEMA_NOT_EMPTY",
                    "The managed schema " + goal.managedSchema().quoted() + " holds "
                            + facts.managedContent().stream()
                                    .map(QualifiedName::toString)
                                    .collect(Collectors.joining(", "))
                            + ": Segment's memory of what it has sent.",
                    remedy);
        }
        if (!facts.managedDependents().isEmpty()) {
            draft.blocker(
                    "MANAGED_SCHEMA_IN_USE",
                    "What is not in the managed schema depends on what is in it, and would go with it: "
                            + String.join(", ", facts.managedDependents()) + ".",
                    "Drop it, or have its owner drop it, first.");
        }
    }
}
