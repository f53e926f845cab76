package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.ProviderRequest;
import java.util.Optional;

/** Gives the role's credential another password. */
final class CredentialRotation {
    private CredentialRotation() {}

    /** Rotates, and waits for the new password. Sessions that are open stay so for half an hour. */
    static Secret rotate(HerokuClient client, HerokuDatabase database, ProviderRequest request) {
        String name = request.target().role().value();
        Credential before = database.credential(name)
                .filter(credential -> !credential.isDefault())
                .orElseThrow(() -> HerokuProblem.of(
                        "\"" + database.addOn().name() + "\" has no credential \"" + name
                                + "\" that could be rotated. Nothing was changed.",
                        "The default credential's rotation restarts the app, so do that yourself: "
                                + database.commands().rotate("default") + "."));
        if (before.state() != CredentialState.ACTIVE) {
            throw HerokuProblem.of(
                    "The credential \"" + name + "\" is not active, so it can't be rotated now. Nothing was changed.",
                    "Try again in some minutes.");
        }
        Optional<Secret> old = before.password(name);
        DataApi data = DataApi.of(client, database.addOn());
        try {
            data.rotate(name);
        } catch (HerokuFailure failure) {
            if (!failure.effectPossible()) {
                throw failure;
            }
            // Whether it was heard, the credential tells in the end
            if (data.credential(name).filter(now -> hasChanged(now, old, name)).isEmpty()) {
                throw failure;
            }
        }
        return new CredentialWait(data, client)
                .until(
                        "Heroku to rotate the credential \"" + name + "\"",
                        name,
                        now -> now.flatMap(credential -> credential.password(name))
                                .filter(password -> !Optional.of(password).equals(old))
                                .isPresent())
                .flatMap(credential -> credential.password(name))
                .orElseThrow();
    }

    private static boolean hasChanged(Credential now, Optional<Secret> old, String name) {
        return now.state() == CredentialState.ROTATING || !now.password(name).equals(old);
    }
}
