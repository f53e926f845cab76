package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.UndoOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes back what a record says was made outside of PostgreSQL, last first. What is gone already counts as taken back.
 */
final class ExternalUndo {
    private final UndoRecord record;
    private final Surroundings surroundings;
    private final Map<String, PostgresProvider> providers = new HashMap<>();

    /** Finds the plug-ins, so that nothing is begun without them. */
    ExternalUndo(UndoRecord record, Surroundings surroundings) {
        this.record = record;
        this.surroundings = surroundings;
        record.externalChanges()
                .forEach(change -> providers.computeIfAbsent(change.provider(), surroundings.provider()::byId));
    }

    /** Tells whether something is to be taken back that made the role. */
    boolean removesRole() {
        return record.externalChanges().stream()
                .anyMatch(change -> change.step().makesRole());
    }

    /** Returns the calls that had something to take back. */
    List<String> undo(List<Finding> findings, Deadline deadline, boolean keepRole) {
        List<String> calls = new ArrayList<>();
        List<ExternalChange> changes = record.externalChanges();
        CallContext context = new CallContext(record.id(), deadline, surroundings.listener());
        for (int i = changes.size() - 1; i >= 0; i--) {
            ExternalChange change = changes.get(i);
            if (keepRole && change.step().makesRole()) {
                continue;
            }
            UndoOutcome outcome = undo(change, context, calls);
            outcome.finding().ifPresent(findings::add);
            if (outcome.removed()) {
                calls.add(change.step().undoCall().orElse(change.step().code()));
            }
        }
        return calls;
    }

    private UndoOutcome undo(ExternalChange change, CallContext context, List<String> calls) {
        PostgresProvider provider = providers.get(change.provider());
        try {
            if (provider == null) {
                throw new IllegalStateException("The plug-in was found before");
            }
            return provider.undo(change.step(), change.outcome(), context);
        } catch (RuntimeException | LinkageError e) {
            if (provider == null || (e instanceof RuntimeException failure && ProviderFailure.endsTheVerb(failure))) {
                throw e;
            }
            ProviderFailure failure = ProviderFailure.of(provider, e);
            throw new ReverseEtlException(
                    ErrorCode.EXTERNAL_STEP_FAILED,
                    "The step \"" + change.step().call() + "\" could not be taken back: " + failure.problem()
                            + ". The run's statements are undone" + (calls.isEmpty() ? "" : ", and by " + calls)
                            + ".",
                    failure.remedy() + " Then undo it again: what is done already is found.",
                    e);
        }
    }
}
