package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.ExternalStep.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies a plan: first the steps outside of PostgreSQL that the statements need, then the statements, all or none, and
 * then the steps that let Segment in. What fails takes back what it can.
 */
final class Applying {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final SetupPlan seen;
    private final boolean partial;
    private final Deadline deadline;
    private final RunRecord record;

    Applying(SetupGoal goal, Surroundings surroundings, SetupPlan seen, boolean partial) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.seen = seen;
        this.partial = partial;
        this.deadline = surroundings.startDeadline();
        this.record = new RunRecord(goal, surroundings, seen.database());
    }

    SetupResult apply() {
        PlanComparison.refuseBlocked(seen);
        if (!partial) {
            PlanComparison.refuseWaiting(seen);
        }
        Optional<Planning.Planned> outside =
                seen.provider().filter(chosen -> !chosen.isGeneric()).map(chosen -> planAgain());
        Optional<ProviderFacts> provider = outside.flatMap(now -> now.facts().provider());
        Optional<ExternalRun> external = provider.flatMap(ProviderFacts::provider)
                .map(plugin -> new ExternalRun(plugin, record, surroundings, deadline));
        List<PlanStep> run = new ArrayList<>();
        SqlRun.Committed committed = statements(outside, provider, external, run);
        run.addAll(committed.run());
        Optional<Secret> given = external.flatMap(ExternalRun::rolePassword).or(() -> createdWith(committed));
        letIn(committed, external, run, given);
        Optional<Secret> known = provider.flatMap(ProviderFacts::rolePassword);
        return result(committed, run, given, known);
    }

    /** Asks the provider again, before anything is changed: its side can have changed too. */
    private Planning.Planned planAgain() {
        Planning.Planned now =
                Planning.planWithFacts(goal, surroundings, seen.purpose(), seen.managedTables(), deadline);
        PlanComparison.check(seen, now.plan());
        return now;
    }

    private SqlRun.Committed statements(
            Optional<Planning.Planned> outside,
            Optional<ProviderFacts> provider,
            Optional<ExternalRun> external,
            List<PlanStep> run) {
        List<OutsideStep> first =
                outside.map(now -> now.plan().outsideSteps(Order.BEFORE_SQL)).orElse(List.of());
        try {
            external.ifPresent(steps -> steps.take(first));
            run.addAll(first);
            SqlRun sql = new SqlRun(goal, surroundings, seen, partial, record, deadline);
            return new Attempts(surroundings.listener(), deadline)
                    .run(() -> sql.attempt(provider.map(known -> known.without(first))));
        } catch (UnknownOutcomeException e) {
            throw e; // what the statements need must stay as long as they may be there
        } catch (RuntimeException e) {
            record.rolledBack();
            throw afterTakingBack(e, Order.BEFORE_SQL, external, "No statement was run.", Optional.empty());
        }
    }

    private void letIn(
            SqlRun.Committed committed, Optional<ExternalRun> external, List<PlanStep> run, Optional<Secret> given) {
        List<OutsideStep> last = committed.plan().outsideSteps(Order.AFTER_SQL);
        try {
            external.ifPresent(steps -> steps.take(last));
            run.addAll(last);
        } catch (RuntimeException e) {
            throw afterTakingBack(e, Order.AFTER_SQL, external, "The statements are committed.", given);
        }
    }

    private RuntimeException afterTakingBack(
            RuntimeException failure,
            Order order,
            Optional<ExternalRun> external,
            String statements,
            Optional<Secret> password) {
        List<String> left = external.map(steps -> steps.takeBack(order)).orElse(List.of());
        if (left.isEmpty() && record.toUndoRecord().isEmpty()) {
            return failure;
        }
        ErrorCode code = failure instanceof ReverseEtlException ours ? ours.code() : ErrorCode.EXTERNAL_STEP_FAILED;
        String problem = failure instanceof ReverseEtlException
                ? String.valueOf(failure.getMessage())
                : "The listener or the journal threw " + failure.getClass().getName() + ".";
        return new IncompleteSetupException(
                code,
                problem + " " + statements
                        + (left.isEmpty()
                                ? " What this run made outside of PostgreSQL for Segment to get in is taken back."
                                : " This could not be taken back: " + String.join("; ", left) + "."),
                "Call plan() and apply it again to go on from there, or undo(undoRecord()) of this exception.",
                record.toUndoRecord(),
                password,
                failure);
    }

    private Optional<Secret> createdWith(SqlRun.Committed committed) {
        return committed.run().stream().anyMatch(step -> step.code().equals("CREATE_ROLE"))
                ? surroundings.password()
                : Optional.empty();
    }

    /**
     * Proves and tells.
     *
     * @param given the password that this run gave the role
     * @param chosen the one that the provider had chosen before
     */
    private SetupResult result(
            SqlRun.Committed committed, List<PlanStep> run, Optional<Secret> given, Optional<Secret> chosen) {
        Optional<Secret> held = given.isPresent() ? Optional.empty() : surroundings.passwordOfExisting();
        Optional<Secret> known = given.or(() -> held).or(() -> chosen);
        ProofOutcome proof =
                seen.purpose() == PlanPurpose.SET_UP && committed.facts().role().isPresent()
                        ? new Proving(goal, surroundings, deadline).prove(committed.rehearsal(), known)
                        : new ProofOutcome(Proof.STATIC_ONLY, "There is nothing to prove.", List.of());
        List<Finding> findings = findings(committed);
        findings.addAll(proof.findings());
        ChangedPassword.of(goal, held, chosen).ifPresent(findings::add);
        return new SetupResult(
                seen.purpose(),
                goal,
                run,
                committed.plan().foreignSteps(),
                findings,
                proof,
                record.toUndoRecord(),
                committed.facts(),
                given.or(() -> chosen));
    }

    /** The plan's findings, but of the models what is found once the steps were run. */
    private static List<Finding> findings(SqlRun.Committed committed) {
        List<Finding> findings = new ArrayList<>(committed.plan().findings());
        committed.before().models().ifPresent(models -> findings.removeAll(ModelPlanner.findings(models)));
        committed.facts().models().ifPresent(models -> findings.addAll(ModelPlanner.findings(models)));
        return findings;
    }
}
