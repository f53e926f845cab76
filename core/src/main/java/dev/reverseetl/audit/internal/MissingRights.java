package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts missing rights into words: what is lacking on which object, how it is granted, and by whom. */
final class MissingRights {
    /** Columns of one object that are missing for one reason, together. */
    private record Group(long holder, Atom.Kind kind, long oid, Privilege privilege, boolean soft) {}

    private final Catalog catalog;
    private final Map<Long, SchemaEntry> schemas;
    private final boolean columnGrants;

    MissingRights(Catalog catalog, Map<Long, SchemaEntry> schemas, boolean columnGrants) {
        this.catalog = catalog;
        this.schemas = schemas;
        this.columnGrants = columnGrants;
    }

    /** Returns the missing ones of a model's atoms, schemas first. */
    List<MissingRight> of(Collection<Atom> missing) {
        Map<Group, List<Atom>> groups = new LinkedHashMap<>();
        missing.stream()
                .sorted((one, other) -> one.key().kind().compareTo(other.key().kind()))
                .forEach(atom -> groups.computeIfAbsent(group(atom), group -> new ArrayList<>())
                        .add(atom));
        return groups.values().stream().map(this::of).toList();
    }

    private static Group group(Atom atom) {
        Atom.Key key = atom.key();
        return new Group(key.holder(), key.kind(), key.oid(), key.privilege(), atom.soft());
    }

    private MissingRight of(List<Atom> atoms) {
        return switch (atoms.get(0).key().kind()) {
            case SCHEMA -> schema(atoms.get(0));
            case ROUTINE -> routine(atoms.get(0));
            default -> relation(atoms);
        };
    }

    private MissingRight schema(Atom atom) {
        SchemaEntry schema = schemas.get(atom.key().oid());
        if (schema == null) {
            throw new VanishedObjectException("schema", atom.key().oid());
        }
        return missing(
                atom,
                ObjectKind.SCHEMA,
                DatabaseObject.schema(schema.oid(), schema.name()),
                NeededColumns.none(),
                List.of(),
                grantableBy(schema.owner(), List.of()));
    }

    private MissingRight routine(Atom atom) {
        RoutineEntry routine = catalog.routine(atom.key().oid()).orElseThrow();
        MissingRight right = missing(
                atom,
                ObjectKind.ROUTINE,
                routine.object(),
                NeededColumns.none(),
                List.of(),
                grantableBy(routine.owner().name(), List.of()));
        return SecretCatalogs.contains(routine) ? right.withoutGrant() : right;
    }

    private MissingRight relation(List<Atom> atoms) {
        Atom first = atoms.get(0);
        RelationEntry relation = catalog.relation(first.key().oid()).orElseThrow();
        String grantableBy = grantableBy(relation.owner().name(), relation.grantors());
        QualifiedName name = new QualifiedName(relation.schema().name(), relation.name());
        if (relation.objectKind() == ObjectKind.SEQUENCE) {
            DatabaseObject sequence = DatabaseObject.sequence(relation.oid(), name);
            return missing(first, relation.objectKind(), sequence, NeededColumns.none(), List.of(), grantableBy);
        }
        Set<Integer> numbers =
                atoms.stream().map(atom -> atom.key().column()).collect(Collectors.toCollection(TreeSet::new));
        NeededColumns columns = columns(numbers, relation.columns());
        MissingRight right = missing(
                first,
                relation.objectKind(),
                DatabaseObject.table(relation.oid(), name),
                columns,
                granted(first, columns, relation),
                grantableBy);
        return SecretCatalogs.contains(relation) ? right.withoutGrant() : right;
    }

    private static NeededColumns columns(Set<Integer> numbers, Map<Integer, Identifier> names) {
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

    /** To lock rows, UPDATE on a single column does. */
    private List<Identifier> granted(Atom atom, NeededColumns columns, RelationEntry relation) {
        boolean locks = atom.key().privilege() == Privilege.UPDATE;
        if (locks || (columnGrants && columns.extent() == NeededColumns.Extent.ANY)) {
            return relation.columns().entrySet().stream()
                    .filter(column -> column.getKey() > 0)
                    .filter(column -> relation.keyColumn() == 0 || column.getKey() == relation.keyColumn())
                    .limit(1)
                    .map(Map.Entry::getValue)
                    .toList();
        }
        return columnGrants ? columns.names() : List.of();
    }

    private static MissingRight missing(
            Atom atom,
            ObjectKind kind,
            DatabaseObject object,
            NeededColumns columns,
            List<Identifier> granted,
            String grantableBy) {
        GrantPrivileges grant = new GrantPrivileges(
                object, List.of(atom.key().privilege()), granted, atom.holder().name(), false);
        MissingPrivilege privilege = new MissingPrivilege(
                atom.holder().name(),
                atom.key().privilege(),
                kind,
                atom.key().oid(),
                object.schema(),
                object.name(),
                columns,
                atom.soft(),
                atom.why(),
                Optional.of(grant.sql("")),
                grantableBy);
        return new MissingRight(privilege, object, granted);
    }

    private static String grantableBy(Identifier owner, List<String> grantors) {
        String others = grantors.stream()
                .map(name -> Identifier.of(name).quoted())
                .sorted()
                .collect(Collectors.joining(", "));
        return "the owner " + owner.quoted() + ", a member of it, or a superuser"
                + (others.isEmpty() ? "" : "; by grant option also " + others);
    }
}
