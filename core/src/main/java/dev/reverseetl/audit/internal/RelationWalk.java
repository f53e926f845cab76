package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.Opaque;
import dev.reverseetl.postgres.Privilege;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks one relation in FROM: what is needed on itself, and what stands behind it. */
final class RelationWalk {
    /** In a set of columns, the number 0 stands for this attribute number. */
    private static final int FIRST_ATTRIBUTE = 7;

    private final Walk walk;
    private final PolicyWalk policies;
    /** By view, reader and invoker: views that name a view twice would be decided again and again. */
    private final Map<List<Long>, Boolean> mayBeEmpty = new HashMap<>();

    RelationWalk(Walk walk) {
        this.walk = walk;
        this.policies = new PolicyWalk(walk);
    }

    /**
     * Walks.
     *
     * @param query the query
     * @param entry its FROM item
     * @param frame where the query is
     * @param used which of the relation's columns are used
     * @param locked whether a FOR UPDATE or FOR SHARE applies to it
     * @param lockedFromOutside whether that comes from outside, so that the tree doesn't tell
     */
    void walk(
            TreeNode query, TreeNode entry, Frame frame, UsedColumns used, boolean locked, boolean lockedFromOutside) {
        TreeNode permissions = QueryTree.permissions(query, entry);
        long wanted = permissions.number("requiredPerms") | (lockedFromOutside && locked ? QueryTree.WANTS_UPDATE : 0);
        if (wanted == 0) {
            return; // what PostgreSQL 15 and older keep in each view for its own use
        }
        RelationEntry relation = walk.catalog
                .relation(entry.number("relid"))
                .orElseThrow(() -> new VanishedObjectException("relation", entry.number("relid")));
        frame.names().ifPresent(names -> walk.needs.schema(relation.schema(), frame));
        noteNeeds(relation, permissions, wanted, frame);
        noteState(relation, frame);
        if (relation.isView()) {
            OwnerEntry reader = relation.invoker() ? frame.invoker() : relation.owner();
            Frame inside = frame.into(relation.described()).readingAs(reader);
            relation.rule().forEach(rule -> {
                boolean apart = frame.idle() && walk.queries.isPlannedApart(rule);
                walk.queries.walk(rule, inside.softIf(apart), used, locked);
            });
        } else {
            policies.walk(relation, frame, locked);
        }
    }

    private void noteNeeds(RelationEntry relation, TreeNode permissions, long wanted, Frame frame) {
        if ((wanted & QueryTree.WANTS_SELECT) != 0) {
            List<Long> columns = permissions.numbers("selectedCols");
            virtual(relation, columns, frame);
            columns.forEach(
                    column -> walk.needs.relation(relation, Privilege.SELECT, (int) (column - FIRST_ATTRIBUTE), frame));
            if (columns.isEmpty()) {
                walk.needs.relation(relation, Privilege.SELECT, Atom.ANY_COLUMN, frame);
            }
        }
        if ((wanted & QueryTree.WANTS_UPDATE) != 0) {
            walk.needs.relation(relation, Privilege.UPDATE, Atom.ANY_COLUMN, frame);
        }
    }

    /** What computes a column is called by whoever reads it; the columns that it is computed from need nothing. */
    private void virtual(RelationEntry relation, List<Long> columns, Frame frame) {
        Frame inside = frame.into("virtual column of " + relation.described());
        relation.virtual().forEach((column, trees) -> {
            if (columns.contains((long) FIRST_ATTRIBUTE) || columns.contains((long) FIRST_ATTRIBUTE + column)) {
                trees.forEach(tree -> walk.expressions.walk(tree, inside));
            }
        });
    }

    private void noteState(RelationEntry relation, Frame frame) {
        if (relation.kind() == 'm' && !relation.populated()) {
            walk.needs.findings.add(new Finding(
                    "VIEW_NOT_POPULATED",
                    Severity.BLOCKER,
                    "The " + relation.described() + " has not been populated, so that no query can read it.",
                    "Run REFRESH MATERIALIZED VIEW " + relation.quotedName() + "."));
        }
        if (relation.kind() == 'f') {
            walk.needs.opaque.add(
                    new Opaque(relation.described(), "what may be read on the remote server is decided there"));
            if (!relation.mappedUsers().contains(0L)
                    && !relation.mappedUsers().contains(frame.reader().oid())) {
                walk.needs.findings.add(new Finding(
                        "USER_MAPPING_MISSING",
                        Severity.WARNING,
                        "There is no user mapping of " + frame.reader().name().quoted() + " for the server \""
                                + relation.server() + "\" of the " + relation.described()
                                + "; most foreign data wrappers refuse to read without one.",
                        "Create one with CREATE USER MAPPING."));
            }
        }
    }

    /** Tells whether row security, or a condition inside a view, may turn out to let nothing through. */
    boolean mayTurnOutEmpty(long oid, Frame frame) {
        return walk.catalog
                .relation(oid)
                .filter(relation -> relation.isView()
                        ? mayRuleTurnOutEmpty(relation, frame)
                        : policies.mayTurnOutEmpty(relation, frame.reader()))
                .isPresent();
    }

    private boolean mayRuleTurnOutEmpty(RelationEntry view, Frame frame) {
        Frame inside = frame.into(view.described()).readingAs(view.invoker() ? frame.invoker() : view.owner());
        if (inside.isTooDeep()) {
            return true;
        }
        List<Long> asked =
                List.of(view.oid(), inside.reader().oid(), frame.invoker().oid());
        Boolean known = mayBeEmpty.get(asked);
        if (known == null) {
            known = view.rule().stream().anyMatch(rule -> walk.queries.mayTurnOutEmptyAnywhere(rule, inside));
            mayBeEmpty.put(asked, known);
        }
        return known;
    }
}
