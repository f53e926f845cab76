package dev.reverseetl.internal.catalog;

import java.util.Optional;

/**
 * What {@code ALTER ROLE} can set, apart from the password.
 *
 * @param login LOGIN
 * @param superuser SUPERUSER
 * @param createDb CREATEDB
 * @param createRole CREATEROLE
 * @param replication REPLICATION
 * @param bypassRls BYPASSRLS
 * @param connectionLimit CONNECTION LIMIT; -1 for none
 * @param validUntil VALID UNTIL as ISO 8601 in UTC; empty for no end, whether stored as null or as infinity
 */
public record RoleAttributes(
        boolean login,
        boolean superuser,
        boolean createDb,
        boolean createRole,
        boolean replication,
        boolean bypassRls,
        int connectionLimit,
        Optional<String> validUntil) {

    /** Returns these attributes with LOGIN, this limit and this end. */
    public RoleAttributes forLogin(int newLimit, Optional<String> newValidUntil) {
        return new RoleAttributes(
                true, superuser, createDb, createRole, replication, bypassRls, newLimit, newValidUntil);
    }

    /** Returns these attributes without those that a source doesn't need. */
    public RoleAttributes withoutExcess() {
        return new RoleAttributes(login, superuser, false, false, false, false, connectionLimit, validUntil);
    }
}
