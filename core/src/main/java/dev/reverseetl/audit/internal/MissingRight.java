package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * A missing right in words, and what would grant it.
 *
 * @param privilege the right in words
 * @param object the object
 * @param columns the columns to grant it on; empty for the whole object
 */
record MissingRight(MissingPrivilege privilege, DatabaseObject object, List<Identifier> columns) {
    /** Returns the right as one that nobody should grant. */
    MissingRight withoutGrant() {
        MissingPrivilege closed = new MissingPrivilege(
                privilege.grantee(),
                privilege.privilege(),
                privilege.objectKind(),
                privilege.oid(),
                privilege.schema(),
                privilege.object(),
                privilege.columns(),
                privilege.soft(),
                privilege.why(),
                Optional.empty(),
                privilege.grantableBy());
        return new MissingRight(closed, object, columns);
    }

    boolean isGrantable() {
        return privilege.sql().isPresent();
    }

    GrantPrivileges grantOn(List<Identifier> these) {
        return new GrantPrivileges(object, List.of(privilege.privilege()), these, privilege.grantee(), false);
    }
}
