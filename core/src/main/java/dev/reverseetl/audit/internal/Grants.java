package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.audit.NeededColumns.Extent;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Merges missing rights into as few GRANTs as possible, in the order in which they are to be run. */
final class Grants {
    private record Target(ObjectKind kind, long oid, Identifier grantee, Privilege privilege) {}

    private static final Comparator<Grant> ORDER = Comparator.<Grant, Integer>comparing(
                    grant -> grant.target().kind() == ObjectKind.SCHEMA ? 0 : 1)
            .thenComparing(grant -> grant.first().quotedName())
            .thenComparing(grant -> grant.target().grantee())
            .thenComparing(grant -> grant.target().privilege());

    private record Grant(Target target, MissingPrivilege first, Optional<Set<Identifier>> columns) {}

    private final boolean columnGrants;

    Grants(boolean columnGrants) {
        this.columnGrants = columnGrants;
    }

    /** Returns the statements, each without {@code ;}. */
    List<String> merged(List<MissingPrivilege> missing) {
        Map<Target, List<MissingPrivilege>> byTarget = new LinkedHashMap<>();
        for (MissingPrivilege one : missing) {
            if (one.sql().isPresent()) {
                byTarget.computeIfAbsent(
                                new Target(one.objectKind(), one.oid(), one.grantee(), one.privilege()),
                                target -> new ArrayList<>())
                        .add(one);
            }
        }
        return byTarget.entrySet().stream()
                .map(entry -> new Grant(entry.getKey(), widest(entry.getValue()), columns(entry.getValue())))
                .sorted(ORDER)
                .map(this::sql)
                .toList();
    }

    /** What is needed as a whole includes what is needed of single columns. */
    private static MissingPrivilege widest(List<MissingPrivilege> missing) {
        return missing.stream()
                .filter(one -> one.columns().extent() == Extent.ALL)
                .findFirst()
                .orElse(missing.get(0));
    }

    /** Returns the columns that suffice for all, or nothing where the whole object is to be granted. */
    private Optional<Set<Identifier>> columns(List<MissingPrivilege> missing) {
        MissingPrivilege first = missing.get(0);
        if (first.columns().extent() == Extent.NONE || !columnGrants) {
            return Optional.empty();
        }
        Set<Identifier> names = new LinkedHashSet<>();
        for (MissingPrivilege one : missing) {
            if (one.columns().extent() == Extent.ALL) {
                return Optional.empty();
            }
            names.addAll(one.columns().names());
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private String sql(Grant grant) {
        return grant.columns()
                .map(names -> statement(
                        grant.target().privilege(),
                        names,
                        object(grant.first()),
                        grant.target().grantee()))
                .orElseGet(() -> grant.first().sql().orElseThrow());
    }

    private static String object(MissingPrivilege missing) {
        return "TABLE " + missing.quotedName();
    }

    static String statement(Privilege privilege, Set<Identifier> columns, String object, Identifier grantee) {
        String list = columns.isEmpty()
                ? ""
                : columns.stream().map(Identifier::quoted).collect(Collectors.joining(", ", " (", ")"));
        return "GRANT " + privilege + list + " ON " + object + " TO " + grantee.quoted();
    }

    static NeededColumns columnsOf(Set<Integer> numbers, Map<Integer, Identifier> names) {
        if (numbers.contains(Atom.WHOLE_ROW)) {
            return NeededColumns.all();
        }
        List<Identifier> named = numbers.stream()
                .filter(number -> number != Atom.ANY_COLUMN)
                .sorted()
                .map(names::get)
                .toList();
        return named.isEmpty() ? NeededColumns.any() : NeededColumns.named(named);
    }
}
