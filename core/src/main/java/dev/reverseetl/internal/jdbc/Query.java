package dev.reverseetl.internal.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One reading statement with its parameters and the reader of its rows. Several are sent together by
 * {@link Transaction#read}.
 *
 * @param <T> what a row becomes
 * @param sql the text, with {@code ?} for each parameter
 * @param parameters a {@code String}, {@code Long}, {@code Boolean} or {@code List<String>} each
 * @param reader reads a row
 */
public record Query<T>(String sql, List<Object> parameters, Function<Row, T> reader) {
    /** Returns a query. */
    public static <T> Query<T> of(String sql, Function<Row, T> reader, Object... parameters) {
        return new Query<>(sql, Arrays.asList(parameters), reader);
    }
}
