package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.provider.ProviderChoice;
import dev.reverseetl.internal.provider.Recognition;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.SetupTarget;
import java.util.List;
import java.util.Optional;

/** Asks whose server it is, and that provider what it has to say. Only a plan to set up needs to know. */
final class ProviderAsking {
    private ProviderAsking() {}

    /** Recognises the server within the administrator's transaction, without asking the provider for more. */
    static Optional<ProviderFacts> whose(
            PlanPurpose purpose, SetupGoal goal, Surroundings surroundings, AdminTransaction admin) {
        return recognise(purpose, goal, surroundings, admin)
                .map(recognition -> ProviderFacts.of(recognition, ProviderAdvice.none()));
    }

    static Optional<Recognition> recognise(
            PlanPurpose purpose, SetupGoal goal, Surroundings surroundings, AdminTransaction admin) {
        return purpose == PlanPurpose.SET_UP
                ? Optional.of(ProviderChoice.choose(
                        surroundings.provider(),
                        new SetupTarget(goal.role(), goal.managedSchema()),
                        admin.transaction(),
                        admin.server(),
                        admin.endpoint()))
                : Optional.empty();
    }

    static ProviderRequest request(Recognition recognition, SetupGoal goal, SetupFacts facts) {
        return new ProviderRequest(
                recognition.facts(),
                new SetupTarget(goal.role(), goal.managedSchema()),
                facts.role().isPresent(),
                goal.endpoint().or(facts::adminEndpoint),
                goal.allowedRanges());
    }

    /** Asks the provider; no transaction should be open, since that may take a while. */
    static ProviderFacts advice(
            Recognition recognition, SetupGoal goal, SetupFacts facts, Surroundings surroundings, Deadline deadline) {
        if (recognition.provider().isEmpty()) {
            return ProviderFacts.of(recognition, ProviderAdvice.none());
        }
        PostgresProvider provider = recognition.provider().get();
        ProviderRequest request = request(recognition, goal, facts);
        try {
            return ProviderFacts.of(
                    recognition, provider.advise(request, new CallContext("", deadline, surroundings.listener())));
        } catch (RuntimeException | LinkageError e) {
            if (e instanceof RuntimeException failure && ProviderFailure.endsTheVerb(failure)) {
                throw failure;
            }
            return ProviderFacts.of(
                    recognition,
                    new ProviderAdvice(List.of(ProviderFailure.of(provider, e).toBlocker(provider)), List.of()));
        }
    }
}
