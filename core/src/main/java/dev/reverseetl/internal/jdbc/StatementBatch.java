package dev.reverseetl.internal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Sends statements as one JDBC batch, which the driver pipelines. Which of them failed the driver tells in its message
 * only.
 */
final class StatementBatch {
    private static final String QUERY_CANCELED = "57014";

    private StatementBatch() {}

    static Optional<StatementFailure> run(Connection connection, List<String> statements, StatementWatch watch)
            throws SQLException {
        try (Statement statement = OneShot.of(connection.createStatement())) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            watch.running(statement);
            try {
                statement.executeBatch();
                return Optional.empty();
            } catch (BatchUpdateException e) {
                StatementFailure failure = new StatementFailure(e);
                if (failure.isConnectionLost() || failure.sqlState().equals(QUERY_CANCELED)) {
                    throw e;
                }
                return Optional.of(failure);
            }
        }
    }
}
