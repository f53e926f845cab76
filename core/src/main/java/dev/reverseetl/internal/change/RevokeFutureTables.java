package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Takes {@link GrantFutureTables} back. Tables created meanwhile keep the right that they were created with.
 *
 * @param creator the role that creates the tables
 * @param creatorOid its OID
 * @param schema the schema
 * @param schemaOid the schema's OID
 * @param grantee who may read them
 */
public record RevokeFutureTables(
        Identifier creator, long creatorOid, Identifier schema, long schemaOid, Identifier grantee) implements Change {

    @Override
    public String code() {
        return "REVOKE_FUTURE_TABLES";
    }

    @Override
    public String sql(String passwordLiteral) {
        return GrantFutureTables.defaultPrivileges(creator, schema) + " REVOKE SELECT ON TABLES FROM "
                + grantee.quoted();
    }

    @Override
    public String what() {
        return "Revoke SELECT on tables that " + creator.quoted() + " will create in the schema " + schema.quoted()
                + " from " + grantee.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new GrantFutureTables(creator, creatorOid, schema, schemaOid, grantee));
    }
}
