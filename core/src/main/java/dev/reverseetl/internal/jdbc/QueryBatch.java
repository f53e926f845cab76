package dev.reverseetl.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs several queries in one round trip. */
final class QueryBatch {
    private static final String NO_DATA = "02000";

    private QueryBatch() {}

    /** Reads the answers; what stands before the first query gives none. */
    static Results read(Connection connection, String sql, List<? extends Query<?>> queries, StatementWatch watch)
            throws SQLException {
        try (PreparedStatement statement = OneShot.of(connection.prepareStatement(sql))) {
            ParameterBinding.bind(statement, queries);
            watch.running(statement);
            Results results = new Results();
            boolean isResult = statement.execute();
            for (Query<?> query : queries) {
                while (!isResult) {
                    refuseEnd(statement);
                    isResult = statement.getMoreResults();
                }
                try (ResultSet result = statement.getResultSet()) {
                    results.take(query, result);
                }
                isResult = statement.getMoreResults();
            }
            return results;
        }
    }

    /**
     * What is no PostgreSQL may answer a query without a result, and JDBC tells the end of the results by this count
     * only.
     */
    private static void refuseEnd(Statement statement) throws SQLException {
        if (statement.getUpdateCount() < 0) {
            throw new SQLException("A query gave no result", NO_DATA);
        }
    }
}
