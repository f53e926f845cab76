package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Privilege;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds tables that a model reads as a whole, by a star or a whole row, while the role may read their columns one by
 * one only.
 */
final class ColumnGrants {
    private ColumnGrants() {}

    /**
     * Looks for them. What can't be read today is left to what is missing.
     *
     * @param model a model, compared
     * @param role the role
     * @param byColumns the relations on which the role has SELECT for columns only
     * @param catalog the catalog
     */
    static Optional<Finding> finding(AuditedModel model, RoleEntry role, Set<Long> byColumns, Catalog catalog) {
        if (model.bound.query().isEmpty() || byColumns.isEmpty()) {
            return Optional.empty();
        }
        WrittenNames written = WrittenNamesReader.read(model.bound.model().query());
        UnqualifiedNames unqualified =
                new UnqualifiedNames(written, model.bound.query().get());
        Set<Long> missing = model.missing.stream().map(atom -> atom.key().oid()).collect(Collectors.toSet());
        SortedSet<String> found = new TreeSet<>();
        model.needs.atoms.keySet().stream()
                .filter(key -> key.holder() == role.oid() && key.privilege() == Privilege.SELECT)
                .filter(key -> byColumns.contains(key.oid()) && !missing.contains(key.oid()))
                .forEach(key -> catalog.relation(key.oid())
                        .filter(relation -> key.column() == Atom.WHOLE_ROW || isStarred(relation, written, unqualified))
                        .ifPresent(relation -> found.add(relation.quotedName())));
        return found.isEmpty() ? Optional.empty() : Optional.of(finding(role, found));
    }

    private static boolean isStarred(RelationEntry relation, WrittenNames written, UnqualifiedNames unqualified) {
        return written.relations().stream()
                .filter(WrittenNames.Relation::starred)
                .map(WrittenNames.Relation::name)
                .anyMatch(name -> name.isQualified(relation.schema(), relation.name())
                        || (name.isUnqualified(relation.name()) && unqualified.contains(relation)));
    }

    private static Finding finding(RoleEntry role, SortedSet<String> relations) {
        String names = String.join(", ", relations);
        return new Finding(
                "COLUMN_GRANTS_UNDER_STAR",
                Severity.WARNING,
                "The query takes all columns of " + names + ", which "
                        + role.name().quoted()
                        + " may read by grants on columns only: it fails as soon as a column is added.",
                "GRANT SELECT ON TABLE " + names + " TO " + role.name().quoted()
                        + ", or write the columns instead of a star or the whole row.");
    }
}
