package dev.reverseetl.audit.internal;

import java.util.Collection;
import java.util.Optional;

/** One walk through the tree of one model, into all that it stands on, noting what it needs on the way. */
final class Walk {
    final Catalog catalog;
    final Memberships memberships;
    final FoldingRules folding;
    final Needs needs = new Needs();
    final QueryWalk queries = new QueryWalk(this);
    final ExpressionWalk expressions = new ExpressionWalk(this);
    final OperatorWalk operators = new OperatorWalk(this);
    final TypeWalk types = new TypeWalk(this);
    final RelationWalk relations = new RelationWalk(this);
    final RoutineWalk routines = new RoutineWalk(this);

    /** Throws once the audit's time is up. */
    final Runnable stillInTime;

    private Walk(Catalog catalog, Memberships memberships, Runnable stillInTime) {
        this.stillInTime = stillInTime;
        this.catalog = catalog;
        this.memberships = memberships;
        this.folding = new FoldingRules(catalog);
    }

    /** Returns what a query with this text needs. */
    static Needs of(
            TreeNode query, String text, Frame frame, Catalog catalog, Memberships memberships, Runnable stillInTime) {
        Walk walk = new Walk(catalog, memberships, stillInTime);
        walk.schemas(catalog.schemasIn(text).in(query), frame);
        walk.queries.walk(query, frame, UsedColumns.all(), false);
        return walk.needs;
    }

    /** Notes the schemas that a text names. */
    void schemas(Collection<String> names, Frame frame) {
        names.stream()
                .flatMap(name -> Optional.ofNullable(catalog.schemas.get(name)).stream())
                .forEach(schema -> needs.schema(schema, frame));
    }
}
