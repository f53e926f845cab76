package dev.reverseetl.internal.change;

import java.util.Optional;

/**
 * Grants again what a statement before has taken along. To undo both is to do nothing, so nothing takes it back.
 *
 * @param grant the grant
 */
public record RestorePrivileges(GrantPrivileges grant) implements Change {
    @Override
    public String code() {
        return "RESTORE_PRIVILEGES";
    }

    @Override
    public String sql(String passwordLiteral) {
        return grant.sql(passwordLiteral);
    }

    @Override
    public String what() {
        return "Let " + grant.grantee().quoted() + " " + GrantPrivileges.words(grant.privileges(), grant.columns())
                + " on the database " + grant.object().quotedName() + " again";
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.empty();
    }
}
