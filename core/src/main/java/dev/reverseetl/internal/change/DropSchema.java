package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Drops the managed schema.
 *
 * @param schema its name
 * @param oid its OID
 * @param cascade whether with all that it holds; else the server refuses while it holds anything
 */
public record DropSchema(Identifier schema, long oid, boolean cascade) implements Change {
    @Override
    public String code() {
        return "DROP_SCHEMA";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "DROP SCHEMA " + schema.quoted() + (cascade ? " CASCADE" : "");
    }

    @Override
    public String what() {
        return "Drop the managed schema " + schema.quoted() + (cascade ? " with all its tables" : "");
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.empty();
    }
}
