package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import java.util.List;

/**
 * What {@link ReverseEtlSourceSetup#rotatePassword} did. Immutable and thread-safe; holds no secret.
 *
 * @param loggedIn whether a login with the new password was tried and succeeded
 * @param findings what is worth knowing, such as other databases that use the role
 */
public record Rotation(boolean loggedIn, List<Finding> findings) {
    /**
     * Copies the list.
     *
     * @param loggedIn whether a login succeeded
     * @param findings what is worth knowing
     */
    public Rotation {
        findings = List.copyOf(findings);
    }
}
