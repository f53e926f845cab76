package dev.reverseetl.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A transaction of the superuser's, rolled back in the end, in which queries are tried as a role. */
final class RoleTrial implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final String becoming;

    RoleTrial(ActingRole role) throws SQLException {
        connection = role.login().database().dataSource().getConnection();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        becoming = "SAVEPOINT as_role; SET LOCAL statement_timeout = '60s'; " + String.join("; ", role.settings())
                + "; " + String.join("; ", role.identity());
    }

    /** As superuser. */
    void run(List<String> statements) throws SQLException {
        for (String sql : statements) {
            statement.execute(sql);
        }
    }

    Outcome explain(String query) throws SQLException {
        return tryOut("EXPLAIN (COSTS OFF) " + query);
    }

    /** Runs a query. What it has changed is undone. */
    Outcome tryOut(String query) throws SQLException {
        statement.execute(becoming);
        try (Statement trial = connection.createStatement()) {
            return Outcome.of(trial, query);
        } finally {
            statement.execute("ROLLBACK TO as_role");
        }
    }

    /** Whether one of these queries fails for the role once this statement has been run, which is undone. */
    boolean isOneBrokenBy(String sql, List<String> queries) throws SQLException {
        statement.execute("SAVEPOINT before");
        statement.execute(sql);
        try {
            for (String query : queries) {
                if (explain(query).isDenied()) {
                    return true;
                }
            }
            for (String query : queries) {
                if (tryOut(query).isDenied()) {
                    return true;
                }
            }
            return false;
        } finally {
            statement.execute("ROLLBACK TO before");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
