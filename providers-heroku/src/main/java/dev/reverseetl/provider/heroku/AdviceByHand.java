package dev.reverseetl.provider.heroku;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is to say without asking Heroku: a person gets the commands. */
final class AdviceByHand {
    private AdviceByHand() {}

    static ProviderAdvice of(ProviderRequest request, HerokuProviderBuilder settings) {
        String role = request.target().role().value();
        boolean onAurora = HerokuDetection.of(request.facts()).onAurora();
        boolean adminIsRole = request.target().role().equals(request.facts().admin());
        HerokuCommands commands = new HerokuCommands(
                settings.addOn().orElse(settings.attachment()), settings.app().orElse("YOUR-APP"), onAurora);
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "HEROKU_UNCHECKED",
                Severity.WARNING,
                "Heroku wasn't asked, for want of a token: the database's plan isn't known, nor whether Segment's endpoint"
                        + " is still the right one. Databases in Private Spaces, and followers, can't be sources.",
                "Give a token and the app with HerokuProvider.builder(), or look at `heroku pg:info --app "
                        + commands.app() + "`."));
        List<ExternalStep> steps = new ArrayList<>();
        if (adminIsRole) {
            findings.addAll(onAurora ? List.of(HerokuFindings.defaultCredential(role)) : List.of());
        } else if (!request.roleExists()) {
            CredentialName.problem(role).ifPresent(findings::add);
            if (onAurora) {
                findings.add(new Finding(
                        "HEROKU_PLAN_UNKNOWN",
                        Severity.WARNING,
                        "The database runs on Aurora, as those of Essential and of Advanced do: on Essential the command"
                                + " fails, since there is no credential but the default one.",
                        HerokuFindings.wayOutOfEssential(request.facts().admin().value())));
            }
            steps.add(CredentialStep.of(role, commands)
                    .byHand(
                            "somebody with Heroku's command line and access to the app",
                            "There is no token to ask Heroku with."
                                    + (settings.app().isPresent() ? "" : " Put in the app's name for YOUR-APP.")
                                    + " Then `" + commands.url(role) + "` shows the password.")
                    .build());
        }
        return new ProviderAdvice(findings, steps, Optional.empty(), adminIsRole && onAurora);
    }
}
