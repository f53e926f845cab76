package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.audit.Opaque;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What one model needs, and what else there is to know about it. Filled by a walk, then only read. */
final class Needs {
    final Map<Atom.Key, Atom> atoms = new LinkedHashMap<>();
    final Set<Opaque> opaque = new LinkedHashSet<>();
    final Set<Finding> findings = new LinkedHashSet<>();
    /** The tables whose row security applies to whoever reads them. */
    final Set<String> rowSecured = new LinkedHashSet<>();

    /** The owners of functions that did not come with the server, but superusers. */
    final Set<Identifier> coders = new LinkedHashSet<>();

    private boolean filtered;

    /** Needed certainly somewhere is needed certainly. */
    private void add(Atom atom) {
        atoms.merge(atom.key(), atom, (one, other) -> one.soft() && !other.soft() ? other : one);
    }

    void schema(SchemaEntry schema, Frame frame) {
        if (schema.isPgCatalog()) {
            return;
        }
        add(Atom.Kind.SCHEMA, schema.oid(), Privilege.USAGE, Atom.ANY_COLUMN, frame.invoker(), frame, false);
    }

    void relation(RelationEntry relation, Privilege privilege, int column, Frame frame) {
        add(Atom.Kind.RELATION, relation.oid(), privilege, column, frame.reader(), frame, frame.soft());
    }

    void routine(RoutineEntry routine, OwnerEntry caller, Frame frame) {
        if (!routine.isBuiltIn() && !routine.owner().superuser()) {
            coders.add(routine.owner().name());
        }
        if (!routine.open()) {
            add(Atom.Kind.ROUTINE, routine.oid(), Privilege.EXECUTE, Atom.ANY_COLUMN, caller, frame, frame.soft());
        }
    }

    void sequence(RelationEntry sequence, Privilege privilege, Frame frame) {
        Frame inside = frame.intoBody(sequence.described(), frame.invoker(), frame.names());
        add(Atom.Kind.SEQUENCE, sequence.oid(), privilege, Atom.ANY_COLUMN, frame.invoker(), inside, frame.soft());
    }

    void filtered() {
        filtered = true;
    }

    boolean isFiltered() {
        return filtered;
    }

    private void add(
            Atom.Kind kind, long oid, Privilege privilege, int column, OwnerEntry holder, Frame frame, boolean soft) {
        add(new Atom(
                new Atom.Key(holder.oid(), kind, oid, privilege, column), holder, soft, frame.blind(), frame.why()));
    }
}
