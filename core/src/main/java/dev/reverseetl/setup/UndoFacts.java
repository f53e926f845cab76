package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.CurrentNames;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RevokeFutureTables;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has become of the objects that a record names.
 *
 * @param tables the tables by OID, by the names that they have now
 * @param schemas the schemas by OID, by the names that they have now
 * @param creators the roles that create tables, by OID, by the names that they have now
 */
record UndoFacts(Map<Long, DatabaseObject> tables, Map<Long, DatabaseObject> schemas, Map<Long, Identifier> creators) {
    static UndoFacts read(Transaction transaction, UndoRecord record) {
        List<Long> tableOids = new ArrayList<>();
        List<Long> schemaOids = new ArrayList<>();
        List<Long> creatorOids = new ArrayList<>();
        for (Change change : record.changes()) {
            if (change instanceof GrantPrivileges grant) {
                collect(grant.object(), tableOids, schemaOids);
            } else if (change instanceof RevokePrivileges revoke) {
                collect(revoke.object(), tableOids, schemaOids);
            } else if (change instanceof GrantFutureTables grant) {
                schemaOids.add(grant.schemaOid());
                creatorOids.add(grant.creatorOid());
            } else if (change instanceof RevokeFutureTables revoke) {
                schemaOids.add(revoke.schemaOid());
                creatorOids.add(revoke.creatorOid());
            }
        }
        Query<DatabaseObject> tables = CurrentNames.tables(tableOids);
        Query<DatabaseObject> schemas = CurrentNames.schemas(schemaOids);
        Query<CurrentNames.RoleName> creators = CurrentNames.roles(creatorOids);
        Results results = transaction.read(List.of(tables, schemas, creators));
        Map<Long, Identifier> names = new HashMap<>();
        results.of(creators).forEach(role -> names.put(role.oid(), role.name()));
        return new UndoFacts(byOid(results.of(tables)), byOid(results.of(schemas)), names);
    }

    /** {@return the object by its present name, or nothing if it is gone} */
    Optional<DatabaseObject> current(DatabaseObject object) {
        return switch (object.kind()) {
            case TABLE -> Optional.ofNullable(tables.get(object.oid()));
            case SCHEMA -> Optional.ofNullable(schemas.get(object.oid()));
            case DATABASE -> Optional.of(object);
        };
    }

    /** Returns a creator's present name, or nothing if the role is gone, and its default privileges with it. */
    Optional<Identifier> creator(long oid) {
        return Optional.ofNullable(creators.get(oid));
    }

    private static void collect(DatabaseObject object, List<Long> tables, List<Long> schemas) {
        switch (object.kind()) {
            case TABLE -> tables.add(object.oid());
            case SCHEMA -> schemas.add(object.oid());
            case DATABASE -> {}
        }
    }

    private static Map<Long, DatabaseObject> byOid(List<DatabaseObject> objects) {
        Map<Long, DatabaseObject> byOid = new HashMap<>();
        objects.forEach(object -> byOid.put(object.oid(), object));
        return byOid;
    }
}
