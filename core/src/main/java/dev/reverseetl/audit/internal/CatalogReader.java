package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.NamedObject.Reference;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads all that parse trees mention, and all that this mentions in turn: what views, policies, functions, defaults and
 * domains hold. Costs one round trip for each level.
 */
final class CatalogReader {
    private final Transaction transaction;
    private final Catalog catalog = new Catalog();
    private final Set<Long> askedRelations = new HashSet<>();
    private final Set<Long> askedRoutines = new HashSet<>();
    private final Set<Long> askedOperators = new HashSet<>();
    private final Set<Long> askedTypes = new HashSet<>();
    private final Set<Reference> askedNames = new HashSet<>();
    private final Set<String> askedSchemas = new HashSet<>();

    CatalogReader(Transaction transaction) {
        this.transaction = transaction;
    }

    Catalog catalog() {
        return catalog;
    }

    /** Reads what these trees mention, and the schemas of these names. */
    void close(Iterable<TreeNode> trees, Collection<String> schemas) {
        Mentions mentions = new Mentions();
        mentions.addAll(trees);
        mentions.schemas.addAll(schemas);
        while (forget(mentions)) {
            mentions = readLevel(mentions);
        }
    }

    /** Leaves out what was asked for before, and tells whether anything is left. */
    private boolean forget(Mentions mentions) {
        mentions.relations.removeAll(askedRelations);
        mentions.routines.removeAll(askedRoutines);
        mentions.operators.removeAll(askedOperators);
        mentions.types.removeAll(askedTypes);
        mentions.named.removeAll(askedNames);
        mentions.schemas.removeAll(askedSchemas);
        return Stream.of(
                        mentions.relations,
                        mentions.routines,
                        mentions.operators,
                        mentions.types,
                        mentions.named,
                        mentions.schemas)
                .anyMatch(set -> !set.isEmpty());
    }

    private Mentions readLevel(Mentions wanted) {
        Query<RelationEntry> relations = RelationEntry.query(wanted.relations);
        Query<PolicyEntry> policies = PolicyEntry.query(wanted.relations);
        Query<OperatorEntry> operators = OperatorEntry.query(wanted.operators);
        Query<RoutineEntry> routines = RoutineEntry.query(wanted.routines, wanted.operators);
        Query<TypeEntry> types = TypeEntry.query(wanted.types);
        Query<NamedObject> named = NamedObject.query(wanted.named);
        Query<SchemaEntry> schemas = SchemaEntry.named(wanted.schemas);
        Results results = transaction.read(List.of(relations, policies, operators, routines, types, named, schemas));
        askedRelations.addAll(wanted.relations);
        askedRoutines.addAll(wanted.routines);
        askedOperators.addAll(wanted.operators);
        askedTypes.addAll(wanted.types);
        askedNames.addAll(wanted.named);
        askedSchemas.addAll(wanted.schemas);

        Mentions next = new Mentions();
        results.of(relations).forEach(relation -> take(relation, next));
        results.of(policies).forEach(policy -> {
            catalog.add(policy);
            next.addAll(policy.condition());
        });
        results.of(operators).forEach(operator -> {
            catalog.operators.put(operator.oid(), operator);
            next.routines.addAll(operator.comparisons());
        });
        results.of(routines).forEach(routine -> take(routine, next));
        results.of(types).forEach(type -> {
            catalog.types.put(type.oid(), type);
            askedTypes.add(type.oid());
            next.addAll(type.checks());
            next.routines.addAll(type.comparisons());
            if (type.input() >= RoutineEntry.FIRST_USER_OID) {
                next.routines.add(type.input());
            }
        });
        results.of(named).forEach(object -> catalog.named.put(object.reference(), object));
        results.of(schemas).forEach(schema -> catalog.schemas.put(schema.name().value(), schema));
        return next;
    }

    private void take(RelationEntry relation, Mentions next) {
        if (catalog.relations.put(relation.oid(), relation) == null) {
            next.addAll(relation.rule());
            relation.virtual().values().forEach(next::addAll);
            if (relation.rowSecurity() == RelationEntry.RowSecurity.OFF) {
                askedRelations.add(relation.oid());
            } else {
                next.relations.add(relation.oid()); // its policies are read when it is asked for itself
            }
        }
    }

    private void take(RoutineEntry routine, Mentions next) {
        catalog.routines.put(routine.oid(), routine);
        askedRoutines.add(routine.oid());
        next.addAll(routine.defaults());
        next.addAll(routine.body());
        if (routine.isSql() && !routine.isBuiltIn()) {
            next.types.add(routine.result());
            next.types.addAll(routine.outputs());
        }
    }
}
