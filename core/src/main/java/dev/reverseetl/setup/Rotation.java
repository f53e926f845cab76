package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link ReverseEtlSourceSetup#rotatePassword(Secret)} did. Immutable and thread-safe; shows no secret.
 *
 * @param role the role that has it now, in all databases of the cluster
 * @param database the database by which it was set, and in which a login was tried
 * @param loggedIn whether a login with the new password was tried and succeeded
 * @param findings what is worth knowing, such as other databases that use the role
 * @param password the new password, if the provider chose it
 */
public record Rotation(
        Identifier role, Identifier database, boolean loggedIn, List<Finding> findings, Optional<Secret> password) {
    /**
     * Copies the list.
     *
     * @param role the role
     * @param database the database by which it was set
     * @param loggedIn whether a login succeeded
     * @param findings what is worth knowing
     * @param password the new password, if the provider chose it
     */
    public Rotation {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(database, "database");
        findings = List.copyOf(findings);
        Objects.requireNonNull(password, "password");
    }

    /**
     * Returns a rotation to a password that the caller chose.
     *
     * @param role the role
     * @param database the database by which it was set
     * @param loggedIn whether a login succeeded
     * @param findings what is worth knowing
     */
    public Rotation(Identifier role, Identifier database, boolean loggedIn, List<Finding> findings) {
        this(role, database, loggedIn, findings, Optional.empty());
    }
}
