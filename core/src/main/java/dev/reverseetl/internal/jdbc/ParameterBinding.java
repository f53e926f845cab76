package dev.reverseetl.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Hands the parameters of queries to one statement, in order. */
final class ParameterBinding {
    private ParameterBinding() {}

    static void bind(PreparedStatement statement, List<? extends Query<?>> queries) throws SQLException {
        int index = 1;
        for (Query<?> query : queries) {
            for (Object parameter : query.parameters()) {
                bind(statement, index++, parameter);
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, Object parameter) throws SQLException {
        if (parameter instanceof String text) {
            statement.setString(index, text);
        } else if (parameter instanceof Long number) {
            statement.setLong(index, number);
        } else if (parameter instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (parameter instanceof List<?> texts) {
            statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
        } else {
            throw new IllegalArgumentException("No parameter type for " + parameter.getClass());
        }
    }
}
