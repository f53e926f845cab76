package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.provider.Recognition;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the provider give the role another password, which the provider chooses. */
final class ProviderRotating {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final Deadline deadline;

    ProviderRotating(SetupGoal goal, Surroundings surroundings) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.deadline = surroundings.startDeadline();
    }

    Rotation rotate() {
        SetupFacts facts;
        Recognition recognition;
        try (AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_ONLY, deadline)) {
            facts = admin.read(goal);
            recognition = ProviderAsking.recognise(PlanPurpose.SET_UP, goal, surroundings, admin)
                    .orElseThrow();
        } catch (StatementFailure failure) {
            throw Attempts.failed(failure);
        }
        if (facts.role().isEmpty()) {
            throw Rotating.refused(
                    ErrorCode.ROLE_NOT_FOUND,
                    "The role " + goal.role().quoted() + " doesn't exist",
                    "Set it up first.");
        }
        Secret password = ask(recognition, facts);
        List<Finding> findings = new ArrayList<>(Rotating.usedElsewhere(goal, facts.elsewhere()));
        ProofOutcome proof = new Proving(goal, surroundings, deadline)
                .prove(RehearsalOutcome.of(RehearsalOutcome.Kind.NOT_WANTED), Optional.of(password));
        findings.addAll(proof.findings());
        return new Rotation(
                goal.role(),
                facts.database().name(),
                proof.proof() == Proof.LOGGED_IN,
                findings,
                Optional.of(password));
    }

    private Secret ask(Recognition recognition, SetupFacts facts) {
        Optional<PostgresProvider> provider = recognition.provider();
        Optional<Secret> password =
                provider.flatMap(plugin -> ask(plugin, ProviderAsking.request(recognition, goal, facts)));
        return password.orElseThrow(() -> Rotating.refused(
                ErrorCode.PROVIDER_FAILED,
                "The provider \"" + recognition.id() + "\" doesn't choose passwords",
                "Choose one, with rotatePassword(Secret)."));
    }

    private Optional<Secret> ask(PostgresProvider plugin, ProviderRequest request) {
        try {
            return plugin.rotatePassword(request, new CallContext("", deadline, surroundings.listener()));
        } catch (RuntimeException | LinkageError e) {
            if (e instanceof RuntimeException failure && ProviderFailure.endsTheVerb(failure)) {
                throw failure;
            }
            ProviderFailure failure = ProviderFailure.of(plugin, e);
            throw new ReverseEtlException(
                    ErrorCode.PROVIDER_FAILED,
                    "The password of " + goal.role().quoted() + " could not be rotated: " + failure.problem() + ".",
                    failure.remedy(),
                    e);
        }
    }
}
