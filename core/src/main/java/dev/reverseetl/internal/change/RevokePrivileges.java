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
 * @param columns on which columns; empty for the whole object
 * @param grantee who has them
 * @param withGrantOption whether they were held with the right to grant them on
 */
public record RevokePrivileges(
        DatabaseObject object,
        List<Privilege> privileges,
        List<Identifier> columns,
        Identifier grantee,
        boolean withGrantOption)
        implements Change {

    /** Copies the lists. */
    public RevokePrivileges {
        privileges = List.copyOf(privileges);
        columns = List.copyOf(columns);
    }

    /** Revokes on the whole object. */
    public RevokePrivileges(
            DatabaseObject object, List<Privilege> privileges, Identifier grantee, boolean withGrantOption) {
        this(object, privileges, List.of(), grantee, withGrantOption);
    }

    @Override
    public String code() {
        return "REVOKE";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "REVOKE " + GrantPrivileges.words(privileges, columns) + " ON " + object.sql() + " FROM "
                + grantee.quoted();
    }

    @Override
    public String what() {
        return "Revoke " + GrantPrivileges.words(privileges, columns) + " on the " + GrantPrivileges.objectWords(object)
                + " from " + grantee.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new GrantPrivileges(object, privileges, columns, grantee, withGrantOption));
    }
}
