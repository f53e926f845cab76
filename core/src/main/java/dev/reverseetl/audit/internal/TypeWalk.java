package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.Opaque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks what a value of a type is put through: the constraints of domains, and names that are looked up. */
final class TypeWalk {
    private final Walk walk;

    TypeWalk(Walk walk) {
        this.walk = walk;
    }

    /**
     * Walks the constraints of a domain. The session that audits may have planned them before as somebody else, so that
     * EXPLAIN doesn't prove that they aren't needed; only where the planner may leave them out, it is asked.
     */
    void domain(long oid, Frame frame) {
        walk.catalog.type(oid).ifPresent(type -> {
            checks(type, frame);
            if (type.base() != 0) {
                domain(type.base(), frame);
            }
        });
    }

    /** Returns the types of a composite type's columns. */
    List<Long> columns(long oid) {
        return walk.catalog
                .type(oid)
                .filter(type -> type.base() == 0)
                .map(TypeEntry::parts)
                .orElse(List.of());
    }

    private void checks(TypeEntry type, Frame frame) {
        Frame inside = frame.into(
                "domain " + type.schema().name().quoted() + "." + type.name().quoted());
        Frame checked = frame.soft() ? inside : inside.unseen();
        type.checks().forEach(check -> walk.expressions.walk(check, checked));
    }

    /** Walks what happens when a value is read from a text or from JSON, with all that it is made of. */
    void reading(long oid, Frame frame) {
        constraints(oid, frame);
        if (holdsReference(oid, new HashSet<>())) {
            walk.needs.opaque.add(
                    new Opaque("cast to a type such as regclass", "the name is looked up when the query runs"));
        }
    }

    /** Walks the constraints of a domain, and of those that a type is made of. */
    void constraints(long oid, Frame frame) {
        constraints(oid, frame, new HashSet<>());
    }

    private void constraints(long oid, Frame frame, Set<Long> seen) {
        if (seen.add(oid)) {
            walk.catalog.type(oid).ifPresent(type -> {
                checks(type, frame);
                type.parts().forEach(part -> constraints(part, frame, seen));
            });
        }
    }

    private boolean holdsReference(long oid, Set<Long> seen) {
        return NamedObject.holdsReference(oid)
                || (seen.add(oid)
                        && walk.catalog
                                .type(oid)
                                .filter(type -> type.parts().stream().anyMatch(part -> holdsReference(part, seen)))
                                .isPresent());
    }
}
