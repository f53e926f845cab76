package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Gives the role another password.
 *
 * @param role the role
 */
public record SetPassword(Identifier role) implements Change {
    @Override
    public String code() {
        return "SET_PASSWORD";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "ALTER ROLE " + role.quoted() + " PASSWORD " + passwordLiteral;
    }

    @Override
    public String what() {
        return "Give the role " + role.quoted() + " another password";
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.empty();
    }
}
