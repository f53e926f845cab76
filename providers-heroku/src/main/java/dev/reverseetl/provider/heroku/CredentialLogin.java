package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import java.util.Optional;

/**
 * What one can log in with.
 *
 * @param user the role
 * @param state {@code active}, {@code enabling}, {@code revoking}, {@code revoked} or {@code archived}
 * @param password the password
 */
record CredentialLogin(String user, String state, Optional<Secret> password) {
    static CredentialLogin read(JsonAnswer json) {
        return new CredentialLogin(
                json.required("user"),
                json.required("state"),
                json.text("password").filter(text -> text.indexOf('\0') < 0).map(Secret::of));
    }

    boolean isActive() {
        return state.equals("active");
    }
}
