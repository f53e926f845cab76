package dev.reverseetl.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** The rows of several queries that were sent together. */
public final class Results {
    private final IdentityHashMap<Query<?>, List<?>> rows = new IdentityHashMap<>();

    Results() {}

    <T> void take(Query<T> query, ResultSet result) throws SQLException {
        Row row = new Row(result);
        List<T> read = new ArrayList<>();
        while (result.next()) {
            read.add(query.reader().apply(row));
        }
        rows.put(query, List.copyOf(read));
    }

    /** Returns the rows of one of the queries, which must be the same instance. */
    @SuppressWarnings("unchecked") // take() stored a list of the query's own row type
    public <T> List<T> of(Query<T> query) {
        return (List<T>) Objects.requireNonNull(rows.get(query), "this query was not sent");
    }
}
