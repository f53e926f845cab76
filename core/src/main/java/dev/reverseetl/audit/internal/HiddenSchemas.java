package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.BoundModel.BindFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The schemas that keep a role which audits itself from looking: those that its models name and that it may not use.
 * PostgreSQL stops at the first of them, the text has them all.
 */
final class HiddenSchemas {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final OwnerEntry runner;
    private final Map<BoundModel, Set<String>> named = new HashMap<>();
    private final List<SchemaEntry> hidden;

    private HiddenSchemas(
            Transaction transaction, AuditSession session, RoleEntry role, List<BoundModel> models, OwnerEntry runner) {
        this.runner = runner;
        if (session.server().admin().equals(role.name())) {
            for (BoundModel model : models) {
                model.failure()
                        .filter(failure -> failure.sqlState().equals(INSUFFICIENT_PRIVILEGE))
                        .ifPresent(failure -> named.put(model, schemasIn(model, failure)));
            }
        }
        Set<String> names = new HashSet<>();
        named.values().forEach(names::addAll);
        hidden = names.isEmpty() ? List.of() : transaction.read(SchemaEntry.unusable(names, role.oid()));
    }

    static HiddenSchemas of(
            Transaction transaction, AuditSession session, RoleEntry role, List<BoundModel> models, OwnerEntry runner) {
        return new HiddenSchemas(transaction, session, role, models, runner);
    }

    /**
     * What stands before a point elsewhere, as in a cast or a string, may be anything, unless the server names it too.
     */
    private static Set<String> schemasIn(BoundModel model, BindFailure failure) {
        String query = model.model().query();
        WrittenNames written = WrittenNamesReader.read(query);
        Set<String> schemas = new HashSet<>();
        Stream.concat(written.relationNames().stream(), written.calls().stream())
                .forEach(name -> schemas.add(name.schema()));
        SchemasInText text = new SchemasInText(query);
        Stream.concat(text.all().stream(), text.inStrings().stream())
                .filter(name -> failure.message().contains(name))
                .forEach(schemas::add);
        schemas.remove("");
        return schemas;
    }

    /** Returns what a model that didn't bind needs for certain. */
    Needs needs(BoundModel model) {
        Needs needs = new Needs();
        Set<String> names = named.getOrDefault(model, Set.of());
        hidden.stream()
                .filter(schema -> names.contains(schema.name().value()))
                .forEach(schema -> needs.schema(schema, Frame.of(model.model(), runner)));
        return needs;
    }
}
