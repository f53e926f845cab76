package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Identifier;
import java.util.Set;

/** What a query does besides reading. */
final class SideEffects {
    private static final Set<String> CHANGING_SEQUENCES = Set.of("nextval", "setval");

    private SideEffects() {}

    static Finding locks() {
        return new Finding(
                "MODEL_HAS_SIDE_EFFECTS",
                Severity.WARNING,
                "The query locks the rows that it reads: who wants to change them waits until Segment has read all, and"
                        + " on a standby or in a read-only session the query fails.",
                "Leave out FOR UPDATE or FOR SHARE.");
    }

    static boolean changesSequence(Identifier function) {
        return CHANGING_SEQUENCES.contains(function.value());
    }

    static Finding onSequence(Identifier function) {
        return new Finding(
                "MODEL_HAS_SIDE_EFFECTS",
                Severity.WARNING,
                "The query calls " + function + "(): each sync changes the sequence, and on a standby or in a read-only"
                        + " session the query fails.",
                "Take the number from a column, or from row_number().");
    }
}
