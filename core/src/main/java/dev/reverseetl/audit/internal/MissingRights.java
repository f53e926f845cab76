package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
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
    List<MissingPrivilege> of(Collection<Atom> missing) {
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

    private MissingPrivilege of(List<Atom> atoms) {
        return switch (atoms.get(0).key().kind()) {
            case SCHEMA -> schema(atoms.get(0));
            case ROUTINE -> routine(atoms.get(0));
            default -> relation(atoms);
        };
    }

    private MissingPrivilege schema(Atom atom) {
        SchemaEntry schema = schemas.get(atom.key().oid());
        if (schema == null) {
            throw new VanishedObjectException("schema", atom.key().oid());
        }
        return missing(
                atom,
                ObjectKind.SCHEMA,
                Optional.empty(),
                schema.name(),
                NeededColumns.none(),
                Optional.of(sql(atom, Set.of(), "SCHEMA " + schema.name().quoted())),
                grantableBy(schema.owner(), List.of()));
    }

    private MissingPrivilege routine(Atom atom) {
        RoutineEntry routine = catalog.routine(atom.key().oid()).orElseThrow();
        return missing(
                atom,
                ObjectKind.ROUTINE,
                Optional.of(routine.schema().name()),
                routine.name(),
                NeededColumns.none(),
                Optional.of(sql(atom, Set.of(), "ROUTINE " + routine.signature())),
                grantableBy(routine.owner().name(), List.of()));
    }

    private MissingPrivilege relation(List<Atom> atoms) {
        Atom first = atoms.get(0);
        RelationEntry relation = catalog.relation(first.key().oid()).orElseThrow();
        Set<Integer> numbers =
                atoms.stream().map(atom -> atom.key().column()).collect(Collectors.toCollection(TreeSet::new));
        boolean sequence = first.key().kind() == Atom.Kind.SEQUENCE;
        NeededColumns columns = sequence ? NeededColumns.none() : Grants.columnsOf(numbers, relation.columns());
        String object = (sequence ? "SEQUENCE " : "TABLE ") + relation.quotedName();
        Optional<String> sql = SecretCatalogs.contains(relation)
                ? Optional.empty()
                : Optional.of(sql(first, granted(first, columns, relation), object));
        return missing(
                first,
                relation.objectKind(),
                Optional.of(relation.schema().name()),
                relation.name(),
                columns,
                sql,
                grantableBy(relation.owner().name(), relation.grantors()));
    }

    /** To lock rows, UPDATE on a single column does. */
    private Set<Identifier> granted(Atom atom, NeededColumns columns, RelationEntry relation) {
        boolean locks = atom.key().privilege() == Privilege.UPDATE && relation.keyColumn() > 0;
        if (locks || (columnGrants && columns.extent() == NeededColumns.Extent.ANY)) {
            return relation.columns().entrySet().stream()
                    .filter(column -> column.getKey() > 0)
                    .filter(column -> relation.keyColumn() == 0 || column.getKey() == relation.keyColumn())
                    .limit(1)
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toSet());
        }
        return columnGrants ? new TreeSet<>(columns.names()) : Set.of();
    }

    private static String sql(Atom atom, Set<Identifier> columns, String object) {
        return Grants.statement(
                atom.key().privilege(), columns, object, atom.holder().name());
    }

    private static MissingPrivilege missing(
            Atom atom,
            ObjectKind kind,
            Optional<Identifier> schema,
            Identifier name,
            NeededColumns columns,
            Optional<String> sql,
            String grantableBy) {
        return new MissingPrivilege(
                atom.holder().name(),
                atom.key().privilege(),
                kind,
                atom.key().oid(),
                schema,
                name,
                columns,
                atom.soft(),
                atom.why(),
                sql,
                grantableBy);
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
