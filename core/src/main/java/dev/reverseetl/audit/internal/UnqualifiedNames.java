package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.internal.WrittenNames.Name;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds relations and functions that a model names without their schema, so that its meaning depends on the role's
 * search path. The tree tells what was found, the text what was written; where one of them allows for it that all names
 * have their schema, nothing is said.
 */
final class UnqualifiedNames {
    private final WrittenNames written;
    private final NamesInTree tree;

    UnqualifiedNames(WrittenNames written, TreeNode query) {
        this.written = written;
        this.tree = new NamesInTree(query);
    }

    /** Tells whether the relation is named without its schema somewhere. */
    boolean contains(RelationEntry relation) {
        long unqualified = unqualified(written.relationNames(), relation.name());
        return unqualified > tree.commonTables.getOrDefault(relation.name().value(), 0)
                && tree.relations.getOrDefault(relation.oid(), 0)
                        > qualified(written.relationNames(), relation.schema(), relation.name());
    }

    private boolean contains(RoutineEntry routine) {
        return unqualified(written.calls(), routine.name()) > 0
                && tree.routines.getOrDefault(routine.oid(), 0)
                        > qualified(written.calls(), routine.schema(), routine.name());
    }

    private static long unqualified(List<Name> names, Identifier name) {
        return names.stream().filter(one -> one.isUnqualified(name)).count();
    }

    private static long qualified(List<Name> names, SchemaEntry schema, Identifier name) {
        return names.stream().filter(one -> one.isQualified(schema, name)).count();
    }

    static Optional<Finding> finding(BoundModel model, Catalog catalog) {
        return model.query()
                .flatMap(query -> new UnqualifiedNames(
                                WrittenNamesReader.read(model.model().query()), query)
                        .finding(catalog));
    }

    private Optional<Finding> finding(Catalog catalog) {
        SortedSet<String> found = new TreeSet<>();
        tree.relations.keySet().stream()
                .flatMap(oid -> catalog.relation(oid).stream())
                .filter(relation -> !relation.schema().isPgCatalog() && contains(relation))
                .forEach(relation -> found.add(relation.described()));
        tree.routines.keySet().stream()
                .flatMap(oid -> catalog.routine(oid).stream())
                .filter(routine -> !routine.schema().isPgCatalog() && contains(routine))
                .forEach(routine -> found.add(routine.described()));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "UNQUALIFIED_NAMES",
                        Severity.NOTICE,
                        "Names without a schema are looked for in the search path of whoever runs the query, and may be"
                                + " something else there, or nothing: " + String.join("; ", found) + ".",
                        "Write their schemas before them."));
    }
}
