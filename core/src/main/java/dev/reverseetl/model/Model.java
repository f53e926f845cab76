package dev.reverseetl.model;

import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query whose result Segment reads, and the columns of that result that tell its rows apart. Looks only at the text:
 * no connection is opened, and whether the query runs is for the database to say. Immutable and thread-safe; two models
 * are equal if all three parts are.
 *
 * <p>Segment runs the query inside a common table expression, so the text is exactly one statement without any
 * {@code ;}. Table names are best qualified with their schema: an unqualified one is looked up by the search path of
 * Segment's role. Segment's limits, such as the length of a query, are not checked here.
 */
public final class Model {
    private final String name;
    private final String query;
    private final List<Identifier> identifierColumns;

    private Model(String name, String query, List<Identifier> identifierColumns) {
        this.name = name;
        this.query = query;
        this.identifierColumns = List.copyOf(identifierColumns);
    }

    /**
     * Returns a model. The query is read as PostgreSQL 14 to 18 do with {@code standard_conforming_strings} on, their
     * default.
     *
     * @param name what reports call the model; not blank
     * @param query one statement that starts, after comments and parentheses, with SELECT, WITH, VALUES or TABLE;
     *     without {@code ;}, with all quotes, comments and parentheses closed
     * @param identifierColumn the exact name of the result's column that tells rows apart: {@code "id"}, or
     *     {@code "ID"} if the query quotes it so
     * @param moreIdentifierColumns further such columns, where only several together tell rows apart; Segment itself
     *     takes one
     * @return the model
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument breaks these rules; the message has every problem, those of the
     *     query with line and column
     */
    public static Model of(String name, String query, String identifierColumn, String... moreIdentifierColumns) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(query, "query");
        List<String> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add("the name is blank");
        }
        problems.addAll(QueryScanner.problemsOf(query));
        List<Identifier> columns = columns(identifierColumn, moreIdentifierColumns, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Model " + Excerpt.of(name) + ": " + String.join("; ", problems));
        }
        return new Model(name, query, columns);
    }

    private static List<Identifier> columns(String column, String[] moreColumns, List<String> problems) {
        Set<String> seen = new HashSet<>();
        List<Identifier> columns = new ArrayList<>();
        for (String name :
                Stream.concat(Stream.of(column), Stream.of(moreColumns)).toList()) {
            Objects.requireNonNull(name, "identifierColumn");
            if (!seen.add(name)) {
                problems.add("the identifier column " + Excerpt.of(name) + " is given twice");
            }
            try {
                columns.add(Identifier.of(name));
            } catch (IllegalArgumentException e) {
                problems.add("the identifier column is not possible: " + e.getMessage());
            }
        }
        return columns;
    }

    /** {@return what reports call the model} */
    public String name() {
        return name;
    }

    /** {@return the query as it was handed in} */
    public String query() {
        return query;
    }

    /** {@return the exact names of the columns that tell rows apart, in the order given; at least one, none twice} */
    public List<Identifier> identifierColumns() {
        return identifierColumns;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Model model
                && name.equals(model.name)
                && query.equals(model.query)
                && identifierColumns.equals(model.identifierColumns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, query, identifierColumns);
    }

    /** Returns the name only. */
    @Override
    public String toString() {
        return name;
    }
}
