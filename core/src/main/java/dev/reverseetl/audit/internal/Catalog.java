package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.NamedObject.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All objects that the models stand on, as far as the catalogs tell. Filled once, then only read. */
final class Catalog {
    final Map<Long, RelationEntry> relations = new HashMap<>();
    final Map<Long, List<PolicyEntry>> policies = new HashMap<>();
    final Map<Long, RoutineEntry> routines = new HashMap<>();
    final Map<Long, OperatorEntry> operators = new HashMap<>();
    final Map<Long, TypeEntry> types = new HashMap<>();
    final Map<Reference, NamedObject> named = new HashMap<>();

    /** Those that texts may mean, by name. */
    final Map<String, SchemaEntry> schemas = new HashMap<>();

    private final Map<String, SchemasInText> texts = new HashMap<>();

    /** Returns what a text names, which is read once. */
    SchemasInText schemasIn(String text) {
        return texts.computeIfAbsent(text, SchemasInText::new);
    }

    Optional<RelationEntry> relation(long oid) {
        return Optional.ofNullable(relations.get(oid));
    }

    Optional<RoutineEntry> routine(long oid) {
        return Optional.ofNullable(routines.get(oid));
    }

    Optional<TypeEntry> type(long oid) {
        return Optional.ofNullable(types.get(oid));
    }

    /** Returns the function that implements an operator. */
    Optional<RoutineEntry> function(long operator) {
        return Optional.ofNullable(operators.get(operator)).flatMap(entry -> routine(entry.function()));
    }

    List<PolicyEntry> policies(long relation) {
        return policies.getOrDefault(relation, List.of());
    }

    /** Returns the SQL functions whose bodies are only known as text, each once. */
    List<RoutineEntry> textBodies(Set<Long> tried) {
        return routines.values().stream()
                .filter(routine -> !routine.source().isEmpty() && routine.body().isEmpty())
                .filter(routine -> tried.add(routine.oid()))
                .toList();
    }

    void putBody(long routine, List<TreeNode> body) {
        routines.computeIfPresent(routine, (oid, entry) -> entry.withBody(body));
    }

    boolean hasRowSecurity() {
        return relations.values().stream()
                .anyMatch(relation -> relation.rowSecurity() != RelationEntry.RowSecurity.OFF);
    }

    /** Returns all roles whose memberships row security may ask for: the runner, and owners on the way. */
    Set<Long> readers(OwnerEntry runner) {
        Set<Long> readers = new HashSet<>(Set.of(runner.oid()));
        relations.values().forEach(relation -> readers.add(relation.owner().oid()));
        routines.values().stream()
                .filter(RoutineEntry::definer)
                .forEach(routine -> readers.add(routine.owner().oid()));
        return readers;
    }

    /** Returns the roles that policies are for, and the owners of the tables that have some. */
    Set<Long> rowSecurityRoles() {
        Set<Long> roles = new HashSet<>();
        policies.values().forEach(list -> list.forEach(policy -> roles.addAll(policy.roles())));
        relations.values().stream()
                .filter(relation -> relation.rowSecurity() != RelationEntry.RowSecurity.OFF)
                .forEach(relation -> roles.add(relation.owner().oid()));
        roles.remove(0L);
        return roles;
    }

    void add(PolicyEntry policy) {
        policies.computeIfAbsent(policy.relation(), relation -> new ArrayList<>())
                .add(policy);
    }
}
