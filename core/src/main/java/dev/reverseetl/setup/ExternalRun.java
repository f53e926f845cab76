package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the steps of one run that are outside of PostgreSQL, with the journal a step ahead, and takes them back. */
final class ExternalRun {
    /** Taking back must be tried even if the verb's own time is up. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final PostgresProvider provider;
    private final RunRecord record;
    private final Surroundings surroundings;
    private final Deadline deadline;
    private final JournalNotes notes;
    private Optional<Secret> rolePassword = Optional.empty();

    ExternalRun(PostgresProvider provider, RunRecord record, Surroundings surroundings, Deadline deadline) {
        this.provider = provider;
        this.record = record;
        this.surroundings = surroundings;
        this.deadline = deadline;
        this.notes = new JournalNotes(surroundings.journal());
    }

    /** Takes the steps in their order, up to one that fails. */
    void take(List<OutsideStep> steps) {
        for (OutsideStep step : steps) {
            checkTime(step);
            tell(step, () -> surroundings.listener().stepStarted(step));
            record.intend(provider.id(), step.step());
            surroundings.journal().external(record.toUndoRecord());
            StepOutcome outcome = perform(step.step());
            if (outcome.rolePassword().isPresent()) {
                rolePassword = outcome.rolePassword();
            }
            settle(outcome);
            tell(step, () -> surroundings.listener().stepFinished(step));
        }
    }

    /** Returns the password that the provider chose for a role that it made in this run. */
    Optional<Secret> rolePassword() {
        return rolePassword;
    }

    private void checkTime(OutsideStep step) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (interrupted || deadline.remaining().isZero()) {
            throw new ReverseEtlException(
                    interrupted ? ErrorCode.INTERRUPTED : ErrorCode.DEADLINE_EXCEEDED,
                    (interrupted ? "The calling thread was interrupted" : "The deadline passed") + " before the step \""
                            + step.action() + "\".",
                    interrupted ? "Call again when the thread may go on." : "Allow more time with deadline(Duration).");
        }
    }

    /** Once the statements are committed, a listener can't end the run any more. */
    private static void tell(OutsideStep step, Runnable event) {
        if (step.step().order() == ExternalStep.Order.AFTER_SQL) {
            AfterCommit.tell(event);
        } else {
            event.run();
        }
    }

    /** Also early, by the provider, and then again. */
    private void settle(StepOutcome outcome) {
        record.settle(outcome);
        notes.external(record.toUndoRecord());
    }

    private StepOutcome perform(ExternalStep step) {
        try {
            return provider.perform(
                    step, new CallContext(record.id(), deadline, surroundings.listener(), this::settle));
        } catch (RuntimeException | LinkageError e) {
            if (e instanceof RuntimeException failure && ProviderFailure.endsTheVerb(failure)) {
                throw failure;
            }
            ProviderFailure failure = ProviderFailure.of(provider, e);
            throw new ReverseEtlException(
                    ErrorCode.EXTERNAL_STEP_FAILED,
                    "The step \"" + step.call() + "\" failed: " + failure.problem() + ".",
                    failure.remedy(),
                    e);
        }
    }

    /**
     * Takes back what this run made in an order of steps, last first. Whatever stands in the way of one, the others are
     * tried.
     *
     * @return what could not be taken back, as phrases
     */
    List<String> takeBack(ExternalStep.Order order) {
        boolean interrupted = Thread.interrupted();
        try {
            return takeBackNow(order);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<String> takeBackNow(ExternalStep.Order order) {
        List<String> left = new ArrayList<>();
        List<ExternalChange> made = record.external();
        CallContext context = new CallContext(record.id(), Deadline.after(GRACE), SetupListener.none());
        for (int i = made.size() - 1; i >= 0; i--) {
            ExternalChange change = made.get(i);
            if (change.step().order() == order) {
                try {
                    provider.undo(change.step(), change.outcome(), context)
                            .finding()
                            .ifPresentOrElse(finding -> left.add(finding.message()), () -> record.takenBack(change));
                } catch (RuntimeException | LinkageError e) {
                    left.add("\"" + change.step().call() + "\": "
                            + ProviderFailure.of(provider, e).problem());
                }
            }
        }
        if (record.toUndoRecord().isEmpty()) {
            notes.aborted(record.toUndoRecord());
        } else if (!made.equals(record.external())) {
            notes.external(record.toUndoRecord());
        }
        return left;
    }
}
