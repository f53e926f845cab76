package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.List;

/**
 * The names that stand in a query's text where relations and functions do, as far as the text alone tells: those of
 * common table expressions and of functions that are part of SQL are among them.
 *
 * @param relations what is selected from
 * @param calls what is called
 */
record WrittenNames(List<Relation> relations, List<Name> calls) {
    /**
     * A name.
     *
     * @param schema the schema that was written before it; empty if none was
     * @param name the name
     */
    record Name(String schema, String name) {
        boolean isUnqualified(Identifier wanted) {
            return schema.isEmpty() && name.equals(wanted.value());
        }

        boolean isQualified(SchemaEntry wantedSchema, Identifier wanted) {
            return schema.equals(wantedSchema.name().value()) && name.equals(wanted.value());
        }
    }

    /**
     * The name of a relation.
     *
     * @param name the name
     * @param starred whether all of its columns are selected, whichever these are
     */
    record Relation(Name name, boolean starred) {}

    WrittenNames {
        relations = List.copyOf(relations);
        calls = List.copyOf(calls);
    }

    List<Name> relationNames() {
        return relations.stream().map(Relation::name).toList();
    }
}
