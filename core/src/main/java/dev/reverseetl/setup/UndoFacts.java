package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.CurrentNames;
import dev.reverseetl.internal.catalog.CurrentNames.ColumnName;
import dev.reverseetl.internal.catalog.CurrentNames.RoleName;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has become of the objects and roles that a record names.
 *
 * @param objects the tables, sequences, routines and schemas that still exist, by the names that they have now
 * @param columns the columns that there are
 * @param creators the roles that create tables, by OID, by the names that they have now
 * @param grantees who was granted something and still exists
 */
record UndoFacts(
        List<DatabaseObject> objects,
        Set<ColumnName> columns,
        Map<Long, Identifier> creators,
        Set<Identifier> grantees) {

    static UndoFacts read(Transaction transaction, UndoRecord record) {
        Named named = new Named();
        record.changes().forEach(named::collect);
        Query<DatabaseObject> tables = CurrentNames.tables(named.of(DatabaseObject.Kind.TABLE));
        Query<DatabaseObject> sequences = CurrentNames.tables(named.of(DatabaseObject.Kind.SEQUENCE));
        Query<DatabaseObject> routines = CurrentNames.routines(named.of(DatabaseObject.Kind.ROUTINE));
        Query<DatabaseObject> schemas = CurrentNames.schemas(named.of(DatabaseObject.Kind.SCHEMA));
        Query<ColumnName> columns = CurrentNames.columns(named.withColumns);
        Query<RoleName> creators = CurrentNames.roles(named.creators);
        Query<RoleName> grantees = CurrentNames.rolesNamed(named.grantees);
        Results results = transaction.read(List.of(tables, sequences, routines, schemas, columns, creators, grantees));
        List<DatabaseObject> objects = new ArrayList<>();
        List.of(tables, routines, schemas).forEach(query -> objects.addAll(results.of(query)));
        results.of(sequences).forEach(found -> objects.add(found.as(DatabaseObject.Kind.SEQUENCE)));
        Map<Long, Identifier> creatorNames = new HashMap<>();
        results.of(creators).forEach(role -> creatorNames.put(role.oid(), role.name()));
        Set<Identifier> granteeNames = new HashSet<>();
        results.of(grantees).forEach(role -> granteeNames.add(role.name()));
        return new UndoFacts(objects, Set.copyOf(results.of(columns)), creatorNames, granteeNames);
    }

    /** {@return the object by its present name, or nothing if it is gone} */
    Optional<DatabaseObject> current(DatabaseObject object) {
        return object.kind() == DatabaseObject.Kind.DATABASE
                ? Optional.of(object)
                : objects.stream().filter(object::isSame).findFirst();
    }

    boolean hasColumn(DatabaseObject table, Identifier column) {
        return columns.contains(new ColumnName(table.oid(), column));
    }

    /** Returns a creator's present name, or nothing if the role is gone, and its default privileges with it. */
    Optional<Identifier> creator(long oid) {
        return Optional.ofNullable(creators.get(oid));
    }

    /** What the changes of a record name. */
    private static final class Named {
        private final List<DatabaseObject> objects = new ArrayList<>();
        private final List<Long> withColumns = new ArrayList<>();
        private final List<Long> creators = new ArrayList<>();
        private final List<Identifier> grantees = new ArrayList<>();

        void collect(Change change) {
            if (change instanceof GrantPrivileges grant) {
                object(grant.object(), grant.columns(), grant.grantee());
            } else if (change instanceof RevokePrivileges revoke) {
                object(revoke.object(), revoke.columns(), revoke.grantee());
            } else if (change instanceof GrantFutureTables grant) {
                future(grant.schemaOid(), grant.schema(), grant.creatorOid());
            } else if (change instanceof RevokeFutureTables revoke) {
                future(revoke.schemaOid(), revoke.schema(), revoke.creatorOid());
            }
        }

        private void object(DatabaseObject object, List<Identifier> columns, Identifier grantee) {
            objects.add(object);
            grantees.add(grantee);
            if (!columns.isEmpty()) {
                withColumns.add(object.oid());
            }
        }

        private void future(long schemaOid, Identifier schema, long creatorOid) {
            objects.add(DatabaseObject.schema(schemaOid, schema));
            creators.add(creatorOid);
        }

        List<Long> of(DatabaseObject.Kind kind) {
            return objects.stream()
                    .filter(object -> object.kind() == kind)
                    .map(DatabaseObject::oid)
                    .toList();
        }
    }
}
