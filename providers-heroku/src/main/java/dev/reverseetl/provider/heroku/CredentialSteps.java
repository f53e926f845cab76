package dev.reverseetl.provider.heroku;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the credential, and destroys it again. */
final class CredentialSteps {
    /** Of another credential of the same name, made later, the id differs. */
    private static final String ID = "credential-id";

    private final HerokuClient client;

    CredentialSteps(HerokuClient client) {
        this.client = client;
    }

    StepOutcome perform(ExternalStep step) {
        String name = step.parameter(CredentialStep.CREDENTIAL);
        DataApi data = data(step);
        CredentialWait wait = new CredentialWait(data, client);
        Optional<Credential> found = data.credential(name);
        if (found.filter(credential -> credential.state() == CredentialState.GOING)
                .isPresent()) {
            wait.untilGone(name);
            found = Optional.empty();
        }
        boolean made = found.isEmpty() && create(data, name);
        String id = data.credential(name).map(Credential::id).orElse("");
        StepOutcome outcome = made ? StepOutcome.made(Map.of(ID, id)) : StepOutcome.alreadyThere();
        client.context().settled(outcome);
        Credential credential = wait.untilReady(name);
        return credential.password(name).map(outcome::withRolePassword).orElse(outcome);
    }

    /** Tells whether it was this call that made it: a refusal can mean that somebody else was quicker. */
    private static boolean create(DataApi data, String name) {
        try {
            data.create(name);
            return true;
        } catch (HerokuFailure failure) {
            boolean worthLooking = failure.effectPossible() || failure.reason() == FailureReason.REFUSED;
            if (worthLooking && data.credential(name).isPresent()) {
                return failure.effectPossible();
            }
            throw failure;
        }
    }

    UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome) {
        String name = step.parameter(CredentialStep.CREDENTIAL);
        DataApi data = data(step);
        CredentialWait wait = new CredentialWait(data, client);
        Optional<Credential> found = data.credential(name);
        if (found.isEmpty()) {
            return UndoOutcome.notThere();
        }
        Optional<Finding> kept = kept(step, found.get(), outcome);
        if (kept.isPresent()) {
            return UndoOutcome.left(kept.get());
        }
        if (found.get().state() != CredentialState.GOING && !isGoing(data, name)) {
            wait.untilReady(name); // half of a credential can't be destroyed
            data.destroy(name);
        }
        wait.untilGone(name);
        return UndoOutcome.done();
    }

    /** Begins to destroy it. Of an answer that didn't arrive, the credential's state tells what it was. */
    private static boolean isGoing(DataApi data, String name) {
        try {
            data.destroy(name);
            return true;
        } catch (HerokuFailure failure) {
            Optional<CredentialState> state = data.credential(name).map(Credential::state);
            if (state.isEmpty() || state.get() == CredentialState.GOING) {
                return true;
            }
            if (failure.reason() == FailureReason.REFUSED && state.get() == CredentialState.PENDING) {
                return false;
            }
            throw failure;
        }
    }

    private Optional<Finding> kept(ExternalStep step, Credential credential, Optional<Map<String, String>> outcome) {
        String name = credential.name();
        String made = outcome.map(details -> details.getOrDefault(ID, "")).orElse("");
        if (!made.isEmpty() && !made.equals(credential.id())) {
            return Optional.of(new Finding(
                    "HEROKU_CREDENTIAL_KEPT",
                    Severity.WARNING,
                    "The credential \"" + name
                            + "\" stays: it isn't the one that the run made, which somebody destroyed.",
                    "If nobody needs it: " + step.undoCall().orElse("") + "."));
        }
        List<String> apps = new PlatformApi(client)
                .attachmentsOf(step.parameter("add-on"), step.parameter("name")).stream()
                        .filter(attachment -> attachment.isOf(name))
                        .map(attachment -> attachment.app() + "::" + attachment.name())
                        .toList();
        return apps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "HEROKU_CREDENTIAL_KEPT",
                        Severity.WARNING,
                        "The credential \"" + name + "\" stays: it is attached to " + String.join(", ", apps) + ".",
                        "Detach it there, `heroku addons:detach …`, then: "
                                + step.undoCall().orElse("") + "."));
    }

    private DataApi data(ExternalStep step) {
        return new DataApi(
                client,
                AddOn.safe(step.parameter("add-on")),
                step.parameter("name"),
                step.parameter("interface").equals("v1"));
    }
}
