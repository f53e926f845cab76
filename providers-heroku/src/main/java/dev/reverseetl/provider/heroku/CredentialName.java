package dev.reverseetl.provider.heroku;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.Optional;

/** What a credential can be called. */
final class CredentialName {
    private CredentialName() {}

    static Optional<Finding> problem(String name) {
        return HerokuCommands.isCredential(name)
                ? Optional.empty()
                : Optional.of(new Finding(
                        "HEROKU_CREDENTIAL_NAME",
                        Severity.BLOCKER,
                        "Heroku can't make a credential \"" + name
                                + "\": letters, digits, hyphens and underscores, at most 50, and not \"default\".",
                        "Choose another name with role(String)."));
    }
}
