package dev.reverseetl.internal.change;

import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Creates the role that Segment logs in as.
 *
 * @param role its name
 * @param oid its OID once it exists, else 0
 * @param withPassword whether it gets a password
 * @param connectionLimit how many connections it may have; -1 for no limit
 * @param validUntil until when its password is valid; empty for ever
 */
public record CreateRole(
        Identifier role, long oid, boolean withPassword, int connectionLimit, Optional<String> validUntil)
        implements Change {

    @Override
    public String code() {
        return "CREATE_ROLE";
    }

    @Override
    public String sql(String passwordLiteral) {
        // Attributes at their default are not mentioned: RDS refuses even NOSUPERUSER
        return "CREATE ROLE " + role.quoted() + " LOGIN"
                + (connectionLimit < 0 ? "" : " CONNECTION LIMIT " + connectionLimit)
                + validUntil
                        .map(until -> " VALID UNTIL " + SqlLiteral.quoted(until))
                        .orElse("")
                + (withPassword ? " PASSWORD " + passwordLiteral : "");
    }

    @Override
    public String what() {
        return "Create the role " + role.quoted() + (withPassword ? ", with a password" : ", without a password");
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new DropRole(role, oid));
    }

    @Override
    public Change resolved(CreatedOids oids) {
        return new CreateRole(role, oids.role(), withPassword, connectionLimit, validUntil);
    }
}
