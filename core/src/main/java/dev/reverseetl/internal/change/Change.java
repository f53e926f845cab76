package dev.reverseetl.internal.change;

import java.util.Optional;

/**
 * One alteration of the database's or the cluster's catalog: the exact statement, what it does in words, and what takes
 * it back. Values without behaviour towards a server. Immutable and thread-safe.
 */
public sealed interface Change
        permits CreateRole,
                DropRole,
                AlterRole,
                SetRoleSetting,
                ChangeMembership,
                CreateSchema,
                DropSchema,
                GrantPrivileges,
                RevokePrivileges,
                RestorePrivileges,
                GrantFutureTables,
                RevokeFutureTables,
                ReassignOwned,
                DropOwned,
                SetPassword {

    /** Returns a stable code for the kind of change, in upper case. */
    String code();

    /**
     * Returns the statement.
     *
     * @param passwordLiteral what stands where a password's verifier belongs: a quoted literal to run it, a psql
     *     variable to show it
     */
    String sql(String passwordLiteral);

    /** Returns what the statement does, in words. */
    String what();

    /** Returns what takes it back, as far as something does. */
    Optional<Change> inverse();

    /**
     * Returns the same change with the OIDs that its objects turned out to have, so that its inverse meets only them.
     */
    default Change resolved(CreatedOids oids) {
        return this;
    }
}
