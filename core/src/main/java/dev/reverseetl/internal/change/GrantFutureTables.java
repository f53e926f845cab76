package dev.reverseetl.internal.change;

import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Lets the role read the tables that another role will create in a schema.
 *
 * @param creator the role that creates them
 * @param creatorOid its OID
 * @param schema the schema
 * @param schemaOid the schema's OID
 * @param grantee who may read them
 */
public record GrantFutureTables(
        Identifier creator, long creatorOid, Identifier schema, long schemaOid, Identifier grantee) implements Change {

    @Override
    public String code() {
        return "GRANT_FUTURE_TABLES";
    }

    @Override
    public String sql(String passwordLiteral) {
        return defaultPrivileges(creator, schema) + " GRANT SELECT ON TABLES TO " + grantee.quoted();
    }

    @Override
    public String what() {
        return "Grant SELECT on tables that " + creator.quoted() + " will create in the schema " + schema.quoted()
                + " to " + grantee.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new RevokeFutureTables(creator, creatorOid, schema, schemaOid, grantee));
    }

    static String defaultPrivileges(Identifier creator, Identifier schema) {
        return "ALTER DEFAULT PRIVILEGES FOR ROLE " + creator.quoted() + " IN SCHEMA " + schema.quoted();
    }
}
