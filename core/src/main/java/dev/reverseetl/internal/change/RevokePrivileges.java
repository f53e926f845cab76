package dev.reverseetl.internal.change;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;
import java.util.Optional;

/**
 * Revokes privileges on one object.
 *
 * @param object the object
 * @param privileges the privileges, in the order in which they are written
 * @param grantee who has them
 * @param withGrantOption whether they were held with the right to grant them on
 */
public record RevokePrivileges(
        DatabaseObject object, List<Privilege> privileges, Identifier grantee, boolean withGrantOption)
        implements Change {

    /** Copies the list. */
    public RevokePrivileges {
        privileges = List.copyOf(privileges);
    }

    @Override
    public String code() {
        return "REVOKE";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "REVOKE " + GrantPrivileges.words(privileges) + " ON " + object.sql() + " FROM " + grantee.quoted();
    }

    @Override
    public String what() {
        return "Revoke " + GrantPrivileges.words(privileges) + " on the " + GrantPrivileges.objectWords(object)
                + " from " + grantee.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new GrantPrivileges(object, privileges, grantee, withGrantOption));
    }
}
