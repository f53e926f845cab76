package dev.reverseetl.audit;

import java.util.List;

/**
 * An object that privileges are granted on.
 *
 * @param name as {@code GRANT … ON} takes it: {@code app.users}, {@code SCHEMA app}, {@code ROUTINE app.score(integer)}
 * @param plainName its name without quotes, schema and arguments
 * @param schema its schema's name without quotes; empty for a schema
 * @param kind its kind
 * @param columns the exact names of the columns that there are privileges on, without system columns
 */
record GrantedObject(long oid, String name, String plainName, String schema, ObjectKind kind, List<String> columns) {
    @Override
    public String toString() {
        return name;
    }
}
