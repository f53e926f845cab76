package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Objects;

/**
 * What {@link ReverseEtlSourceSetup#rotatePassword} did. Immutable and thread-safe; holds no secret.
 *
 * @param role the role that has it now, in all databases of the cluster
 * @param database the database by which it was set, and in which a login was tried
 * @param loggedIn whether a login with the new password was tried and succeeded
 * @param findings what is worth knowing, such as other databases that use the role
 */
public record Rotation(Identifier role, Identifier database, boolean loggedIn, List<Finding> findings) {
    /**
     * Copies the list.
     *
     * @param role the role
     * @param database the database by which it was set
     * @param loggedIn whether a login succeeded
     * @param findings what is worth knowing
     */
    public Rotation {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(database, "database");
        findings = List.copyOf(findings);
    }
}
