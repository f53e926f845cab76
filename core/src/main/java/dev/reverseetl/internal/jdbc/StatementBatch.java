package dev.reverseetl.internal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Sends statements as one JDBC batch, which the driver pipelines. */
final class StatementBatch {
    private StatementBatch() {}

    static BatchOutcome run(Connection connection, List<String> statements, StatementWatch watch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            watch.running(statement);
            try {
                statement.executeBatch();
                return new BatchOutcome(statements.size(), Optional.empty());
            } catch (BatchUpdateException e) {
                StatementFailure failure = new StatementFailure(e);
                if (failure.isConnectionLost() || failure.sqlState().equals("57014")) {
                    throw e;
                }
                return new BatchOutcome(firstFailed(e.getLargeUpdateCounts()), Optional.of(failure));
            }
        }
    }

    private static int firstFailed(long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.EXECUTE_FAILED) {
                return i;
            }
        }
        return counts.length;
    }
}
