package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A peer: logs in as the role and explains each model, in one round trip each. Tells of each model whether it fails,
 * and the first of its reasons.
 */
record ExplainOneByOne(DataSource role, List<Model> models) implements Way {
    @Override
    public void go() throws SQLException {
        try (Connection connection = role.getConnection();
                Statement statement = connection.createStatement()) {
            for (Model model : models) {
                explain(statement, model);
            }
        }
    }

    private static void explain(Statement statement, Model model) throws SQLException {
        try {
            statement.execute("EXPLAIN " + model.query());
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
