package dev.reverseetl.setup;

import dev.reverseetl.postgres.Secret;
import java.util.Objects;
import org.postgresql.util.PasswordUtil;

/**
 * What PostgreSQL keeps of a password: a SCRAM-SHA-256 verifier, computed here so that the password itself never
 * travels. From a verifier nobody can log in. Each call gives another one, by a random salt.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-authid.html">PostgreSQL: pg_authid</a>
 */
public final class PasswordVerifier {
    private PasswordVerifier() {}

    /**
     * Returns a verifier, to be handed to {@code psql -v verifier=…} for {@link SetupPlan#toPsqlScript()}. Opens no
     * connection.
     *
     * @param password the password
     * @return the verifier, of the form {@code SCRAM-SHA-256$4096:…}
     */
    public static String of(Secret password) {
        return Objects.requireNonNull(password, "password").reveal(PasswordUtil::encodeScramSha256);
    }
}
