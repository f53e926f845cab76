package dev.reverseetl.setup;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the role may read: all tables of a schema, or single tables. Tables are tables, partitioned tables, views,
 * materialized views and foreign tables alike. Immutable and thread-safe.
 */
public final class ReadScope {
    private final Optional<Identifier> schema;
    private final List<QualifiedName> tables;
    private final boolean futureTables;

    private ReadScope(Optional<Identifier> schema, List<QualifiedName> tables, boolean futureTables) {
        this.schema = schema;
        this.tables = tables;
        this.futureTables = futureTables;
    }

    /**
     * Returns the scope of all tables that a schema holds when the plan is made.
     *
     * @param schema the schema's exact name
     * @return the scope
     * @throws IllegalArgumentException if the name can't be one of PostgreSQL's
     */
    public static ReadScope schema(String schema) {
        return new ReadScope(Optional.of(Identifier.of(schema)), List.of(), false);
    }

    /**
     * Returns the scope of these tables.
     *
     * @param tables the tables; at least one
     * @return the scope
     * @throws IllegalArgumentException if none is given
     */
    public static ReadScope tables(QualifiedName... tables) {
        if (tables.length == 0) {
            throw new IllegalArgumentException("No table is given; name at least one, or use ReadScope.schema");
        }
        return new ReadScope(
                Optional.empty(), Arrays.stream(tables).sorted().distinct().toList(), false);
    }

    /**
     * Returns the scope of one table.
     *
     * @param schema the schema's exact name
     * @param table the table's exact name
     * @return the scope
     * @throws IllegalArgumentException if one of the names can't be one of PostgreSQL's
     */
    public static ReadScope table(String schema, String table) {
        return tables(QualifiedName.of(schema, table));
    }

    /**
     * Returns this scope with the tables that will be created in the schema later, by default privileges of each role
     * that creates tables there.
     *
     * @return the wider scope
     * @throws IllegalStateException if the scope is of single tables
     * @see <a href="https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html">PostgreSQL: ALTER DEFAULT
     *     PRIVILEGES</a>
     */
    public ReadScope includingFutureTables() {
        if (schema.isEmpty()) {
            throw new IllegalStateException(
                    "Only the scope of a schema can include future tables; use ReadScope.schema");
        }
        return new ReadScope(schema, tables, true);
    }

    /** {@return the schema, if the scope is of a whole schema} */
    public Optional<Identifier> schema() {
        return schema;
    }

    /** {@return the tables; empty if the scope is of a whole schema} */
    public List<QualifiedName> tables() {
        return tables;
    }

    /** {@return whether tables created later are included} */
    public boolean includesFutureTables() {
        return futureTables;
    }

    @Override
    public String toString() {
        return schema.map(name -> "schema " + name.quoted() + (futureTables ? " including future tables" : ""))
                .orElseGet(() -> "tables " + tables);
    }
}
