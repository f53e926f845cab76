package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.ModelShape.Source;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells what tables and views a model stands on. */
final class ModelSources {
    private static final Set<String> BUILT_IN = Set.of("pg_catalog", "information_schema");

    private final Catalog catalog;
    private final Collection<FutureTables> lost;

    /**
     * Prepares the telling.
     *
     * @param lost whose future tables the role can't read
     */
    ModelSources(Catalog catalog, Collection<FutureTables> lost) {
        this.catalog = catalog;
        this.lost = lost;
    }

    List<Source> of(AuditedModel model) {
        Set<Long> direct = new HashSet<>();
        model.bound.query().ifPresent(query -> addRelations(query, direct));
        Map<Long, Set<Integer>> columns = new HashMap<>();
        for (Atom.Key key : model.needs.atoms.keySet()) {
            if (key.kind() == Atom.Kind.RELATION) {
                columns.computeIfAbsent(key.oid(), oid -> new HashSet<>()).add(key.column());
            }
        }
        return columns.entrySet().stream()
                .flatMap(entry -> catalog.relation(entry.getKey()).stream()
                        .filter(relation ->
                                !BUILT_IN.contains(relation.schema().name().value()))
                        .map(relation -> source(relation, entry.getValue(), direct.contains(entry.getKey()))))
                .sorted(Comparator.comparing(Source::schema).thenComparing(Source::name))
                .toList();
    }

    private static void addRelations(TreeNode node, Set<Long> relations) {
        if (QueryTree.isRelation(node)) {
            relations.add(node.number("relid"));
        }
        node.forEachChild(child -> addRelations(child, relations));
    }

    private Source source(RelationEntry relation, Set<Integer> numbers, boolean direct) {
        TreeSet<String> names = new TreeSet<>();
        relation.columns().forEach((number, name) -> {
            if (numbers.contains(number) || numbers.contains(Atom.WHOLE_ROW)) {
                names.add(name.value());
            }
        });
        Identifier owner = relation.owner().name();
        boolean lostWhenRebuilt = lost.stream()
                .anyMatch(future -> future.creator().equals(owner)
                        && future.schemaOid() == relation.schema().oid());
        return new Source(
                relation.objectKind(),
                relation.schema().name().value(),
                relation.name().value(),
                List.copyOf(names),
                direct,
                lostWhenRebuilt);
    }
}
