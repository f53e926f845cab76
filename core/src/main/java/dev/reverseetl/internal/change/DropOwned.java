package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Removes all rights of a role in the current database, its default privileges included. What it owns must have been
 * given away before.
 *
 * @param role the role
 */
public record DropOwned(Identifier role) implements Change {
    @Override
    public String code() {
        return "DROP_OWNED";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "DROP OWNED BY " + role.quoted();
    }

    @Override
    public String what() {
        return "Remove all rights of " + role.quoted()
                + " in this database and on shared objects, default privileges included";
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.empty();
    }
}
