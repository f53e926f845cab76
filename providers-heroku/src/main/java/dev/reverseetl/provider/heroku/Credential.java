package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.JsonAnswer.UnexpectedAnswer;
import java.util.List;
import java.util.Optional;

/**
 * A role as Heroku made it. Shows no password.
 *
 * @param name the credential's name, which is that of the role
 * @param id Heroku's id for it, another one for each that is made
 * @param state where it is in its life
 * @param host where the database is
 * @param port where the database is
 * @param database the database
 * @param isDefault whether it is the one that every database has
 * @param logins what one can log in with: a second one while it is rotated
 */
record Credential(
        String name,
        String id,
        CredentialState state,
        String host,
        int port,
        String database,
        boolean isDefault,
        List<CredentialLogin> logins) {
    /** Reads one of the classic interface, where the default one is called so. */
    static Credential read(JsonAnswer json) {
        return read(
                json,
                "credentials",
                json.text("uuid").orElse(""),
                json.required("name").equals("default"));
    }

    /** Reads one of the Advanced tier's interface, where the default one is called like the owner. */
    static Credential readAdvanced(JsonAnswer json) {
        boolean owner = json.text("type").filter("owner"::equals).isPresent();
        return read(json, "roles", json.text("id").orElse(""), owner);
    }

    private static Credential read(JsonAnswer json, String logins, String id, boolean isDefault) {
        return new Credential(
                json.required("name"),
                id,
                CredentialState.of(json.required("state")),
                json.text("host").orElse(""),
                json.text("port").map(Credential::port).orElse(0),
                json.text("database").orElse(""),
                isDefault,
                json.member(logins).items().stream().map(CredentialLogin::read).toList());
    }

    /** It is a number, or a text. */
    private static int port(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new UnexpectedAnswer("its \"port\" is no port");
        }
        return Integer.parseInt(text);
    }

    /** Returns the password that is good now and will be, for the role of this name. */
    Optional<Secret> password(String role) {
        return logins.stream()
                .filter(login -> login.user().equals(role) && login.isActive())
                .findFirst()
                .flatMap(CredentialLogin::password);
    }

    /** Tells whether somebody can log in as the role of this name for good. */
    boolean isReady(String role) {
        return state.isUsable() && password(role).isPresent();
    }
}
