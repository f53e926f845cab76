package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Creates the managed schema.
 *
 * @param schema its name
 * @param oid its OID once it exists, else 0
 * @param owner who will own it; empty for the current user
 */
public record CreateSchema(Identifier schema, long oid, Optional<Identifier> owner) implements Change {
    @Override
    public String code() {
        return "CREATE_SCHEMA";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "CREATE SCHEMA " + schema.quoted()
                + owner.map(name -> " AUTHORIZATION " + name.quoted()).orElse("");
    }

    @Override
    public String what() {
        return "Create the managed schema " + schema.quoted()
                + owner.map(name -> ", owned by " + name.quoted()).orElse("");
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new DropSchema(schema, oid, false));
    }

    @Override
    public Change resolved(CreatedOids oids) {
        return new CreateSchema(schema, oids.schema(), owner);
    }
}
