package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.NeededColumns.Extent;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges missing rights into as few GRANTs as possible, in the order in which they are to be run. */
final class Grants {
    private record Target(DatabaseObject.Kind kind, long oid, Identifier grantee, Privilege privilege) {}

    private static final Comparator<GrantPrivileges> ORDER = Comparator.<GrantPrivileges, Integer>comparing(
                    grant -> grant.object().kind() == DatabaseObject.Kind.SCHEMA ? 0 : 1)
            .thenComparing(grant -> grant.object().quotedName())
            .thenComparing(GrantPrivileges::grantee)
            .thenComparing(grant -> grant.privileges().get(0));

    private final boolean columnGrants;

    Grants(boolean columnGrants) {
        this.columnGrants = columnGrants;
    }

    List<ProposedGrant> merged(List<MissingRight> missing) {
        Map<Target, List<MissingRight>> byTarget = new LinkedHashMap<>();
        for (MissingRight one : missing) {
            if (one.isGrantable()) {
                byTarget.computeIfAbsent(target(one), target -> new ArrayList<>())
                        .add(one);
            }
        }
        return byTarget.values().stream()
                .map(this::merge)
                .sorted((one, other) -> ORDER.compare(one.grant(), other.grant()))
                .toList();
    }

    private static Target target(MissingRight one) {
        return new Target(
                one.object().kind(),
                one.object().oid(),
                one.privilege().grantee(),
                one.privilege().privilege());
    }

    private ProposedGrant merge(List<MissingRight> missing) {
        MissingRight widest = missing.stream()
                .filter(one -> one.privilege().columns().extent() == Extent.ALL)
                .findFirst()
                .orElse(missing.get(0));
        List<Identifier> columns = columnGrants ? union(missing) : widest.columns();
        return new ProposedGrant(
                widest.grantOn(columns),
                missing.stream().map(MissingRight::privilege).toList());
    }

    /** Returns the columns that suffice for all, or none where the whole object is to be granted. */
    private static List<Identifier> union(List<MissingRight> missing) {
        Set<Identifier> names = new LinkedHashSet<>();
        for (MissingRight one : missing) {
            if (one.columns().isEmpty()) {
                return List.of();
            }
            // Any column does for a model that needs any one
            if (one.privilege().columns().extent() == Extent.NAMED) {
                names.addAll(one.columns());
            }
        }
        return names.isEmpty() ? missing.get(0).columns() : List.copyOf(names);
    }
}
