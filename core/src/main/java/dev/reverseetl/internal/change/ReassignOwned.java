package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Gives all that a role owns in the current database to another.
 *
 * @param role the owner
 * @param newOwner the new owner
 */
public record ReassignOwned(Identifier role, Identifier newOwner) implements Change {
    @Override
    public String code() {
        return "REASSIGN_OWNED";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "REASSIGN OWNED BY " + role.quoted() + " TO " + newOwner.quoted();
    }

    @Override
    public String what() {
        return "Give all that " + role.quoted() + " owns in this database to " + newOwner.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.empty();
    }
}
