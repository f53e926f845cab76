package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.provider.Recognition;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ProviderAdvice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose server it is, and what that provider has to say.
 *
 * @param provider the plug-in, if there is one
 * @param chosen its name, and what it recognised the server by
 * @param findings what is to be told
 * @param steps what is to be done outside of PostgreSQL
 * @param makesRole whether one of the steps makes the role, or made it in this run
 * @param rolePassword the password of the role that exists, where the provider knows it
 * @param adminMayBeRole whether the administrator may be the role, for want of another
 */
record ProviderFacts(
        Optional<PostgresProvider> provider,
        ChosenProvider chosen,
        List<Finding> findings,
        List<ExternalStep> steps,
        boolean makesRole,
        Optional<Secret> rolePassword,
        boolean adminMayBeRole) {
    ProviderFacts {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
    }

    static ProviderFacts of(Recognition recognition, ProviderAdvice advice) {
        return new ProviderFacts(
                recognition.provider(),
                new ChosenProvider(recognition.id(), recognition.detection().evidence()),
                Stream.concat(recognition.findings().stream(), advice.findings().stream())
                        .toList(),
                advice.steps(),
                advice.steps().stream().anyMatch(ExternalStep::makesRole),
                advice.rolePassword(),
                advice.adminMayBeRole());
    }

    /** Returns the same once steps were taken. */
    ProviderFacts without(List<OutsideStep> taken) {
        Set<ExternalStep> gone = taken.stream().map(OutsideStep::step).collect(Collectors.toSet());
        return new ProviderFacts(
                provider,
                chosen,
                findings,
                steps.stream().filter(step -> !gone.contains(step)).toList(),
                makesRole,
                rolePassword,
                adminMayBeRole);
    }
}
