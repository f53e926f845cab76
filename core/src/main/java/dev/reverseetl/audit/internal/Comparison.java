package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server says of the rights that models need, of the role, and of the tables that the models' identifiers come
 * from; all read in one round trip.
 *
 * @param lacking the rights that are not there
 * @param byColumns the relations on which the role has SELECT for some columns only
 * @param schemas the schemas that rights are needed on, by OID
 * @param tables the keys of the tables that identifiers come from, by the table's OID
 * @param types the names of the types of the models' columns
 * @param future whose future tables the role can't read
 * @param findings what is found about the role and about future tables
 * @param unseen the schemas of the search path that the user who audits may not use
 * @param rowSecurityOff the setting {@code row_security} of the role's sessions, where it is off
 */
record Comparison(
        Set<Atom.Key> lacking,
        Set<Long> byColumns,
        Map<Long, SchemaEntry> schemas,
        Map<Long, TableKeys> tables,
        Map<TypeUse, String> types,
        List<FutureTables> future,
        List<Finding> findings,
        List<SchemaEntry> unseen,
        Optional<SessionSettings.Effective> rowSecurityOff) {

    static Comparison read(
            Transaction transaction,
            AuditRequest request,
            RoleEntry role,
            ServerVersion version,
            Set<Atom.Key> keys,
            Catalog catalog,
            Collection<Long> identifiedTables,
            Collection<TypeUse> types,
            SearchPath path) {
        Rights rights = new Rights(keys);
        Query<SchemaEntry> named = SchemaEntry.query(keys.stream()
                .filter(key -> key.kind() == Atom.Kind.SCHEMA)
                .map(Atom.Key::oid)
                .toList());
        RoleStateReading roleState =
                new RoleStateReading(request.role(), request.managedSchema(), lockedTables(keys), version);
        Query<FutureTables> future = futureTables(keys, role, catalog);
        Query<TableKeys> tableKeys = TableKeys.query(identifiedTables);
        List<Query<?>> queries = new ArrayList<>(rights.queries());
        queries.addAll(roleState.queries());
        Query<SchemaEntry> unseen = UnseenSchemas.query(path);
        Query<TypeName> typeNames = TypeName.query(types);
        queries.addAll(List.of(named, future, tableKeys, typeNames, unseen));
        Results results = transaction.read(queries);
        Map<Long, SchemaEntry> schemas = new HashMap<>();
        results.of(named).forEach(schema -> schemas.put(schema.oid(), schema));
        List<Finding> findings = new ArrayList<>(FutureTables.findings(results.of(future), role.name()));
        Optional<RoleState> state = roleState.read(results);
        state.ifPresent(known -> findings.addAll(RoleFindings.of(known)));
        Map<Long, TableKeys> tables = new HashMap<>();
        results.of(tableKeys).forEach(keysOf -> tables.put(keysOf.tableOid(), keysOf));
        Map<TypeUse, String> names = new HashMap<>();
        results.of(typeNames).forEach(name -> names.put(name.type(), name.name()));
        return new Comparison(
                rights.missing(results),
                rights.readableByColumns(results, role.oid()),
                schemas,
                tables,
                names,
                results.of(future),
                findings,
                results.of(unseen),
                state.flatMap(known -> new SessionSettings(known).rowSecurityOff()));
    }

    private static List<Long> lockedTables(Set<Atom.Key> keys) {
        return keys.stream()
                .filter(key -> key.privilege() == Privilege.UPDATE)
                .map(Atom.Key::oid)
                .toList();
    }

    private static Query<FutureTables> futureTables(Set<Atom.Key> keys, RoleEntry role, Catalog catalog) {
        Set<Long> read = new HashSet<>();
        Set<Long> schemas = new HashSet<>();
        keys.stream()
                .filter(key -> key.kind() == Atom.Kind.RELATION && key.holder() == role.oid())
                .flatMap(key -> catalog.relation(key.oid()).stream())
                .forEach(relation -> {
                    read.add(relation.oid());
                    schemas.add(relation.schema().oid());
                });
        return FutureTables.query(role.oid(), schemas, read);
    }
}
