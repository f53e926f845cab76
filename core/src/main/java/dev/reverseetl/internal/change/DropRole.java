package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Drops the role. The server refuses while anything depends on it.
 *
 * @param role its name
 * @param oid its OID
 */
public record DropRole(Identifier role, long oid) implements Change {
    @Override
    public String code() {
        return "DROP_ROLE";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "DROP ROLE " + role.quoted();
    }

    @Override
    public String what() {
        return "Drop the role " + role.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.empty();
    }
}
