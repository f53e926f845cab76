package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A peer, where nobody can log in as the role: explains each model under SET ROLE in one transaction, each behind a
 * savepoint, since some fail.
 */
record ExplainWithSavepoints(DataSource admin, String role, List<Model> models) implements Way {
    @Override
    public void go() throws SQLException {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE " + role);
            for (Model model : models) {
                explain(connection, statement, model);
            }
            connection.rollback();
        }
    }

    private static void explain(Connection connection, Statement statement, Model model) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            statement.execute("EXPLAIN " + model.query());
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(savepoint);
        }
        connection.releaseSavepoint(savepoint);
    }
}
