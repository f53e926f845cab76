package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The peer: what people do by hand to find out all that is missing. Explains a model as the role, reads in the message
 * what is denied, grants that, and explains again until it passes; all of it in a transaction that is rolled back.
 *
 * <p>The message has no schema; it is taken from a list of all names that was read before, which works here because no
 * two schemas have the same name in them.
 */
record GrantLoop(DataSource admin, String role, List<Model> models) implements Way {
    private static final Pattern DENIED = Pattern.compile("permission denied for (\\w+) (\\w+)");

    @Override
    public void go() throws SQLException {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Map<String, String> schemas = schemas(statement);
            for (Model model : models) {
                while (!passes(connection, statement, model, schemas)) {
                    // What was denied is granted by now.
                }
            }
            connection.rollback();
        }
    }

    private static Map<String, String> schemas(Statement statement) throws SQLException {
        Map<String, String> schemas = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT relname, relnamespace::regnamespace::text FROM pg_class"
                + " UNION ALL SELECT proname, pronamespace::regnamespace::text FROM pg_proc"
                + " WHERE pronamespace <> 'pg_catalog'::regnamespace")) {
            while (rows.next()) {
                schemas.put(rows.getString(1), rows.getString(2));
            }
        }
        return schemas;
    }

    private boolean passes(Connection connection, Statement statement, Model model, Map<String, String> schemas)
            throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        statement.execute("SET LOCAL ROLE " + role);
        try {
            statement.execute("EXPLAIN " + model.query());
            connection.rollback(savepoint); // also ends SET ROLE
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException e) {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            statement.execute(grant(e, schemas));
            return false;
        }
    }

    private String grant(SQLException e, Map<String, String> schemas) throws SQLException {
        Matcher denied = DENIED.matcher(String.valueOf(e.getMessage()));
        if (!denied.find()) {
            throw e;
        }
        String name = denied.group(2);
        String qualified = schemas.get(name) + "." + name;
        return switch (denied.group(1)) {
            case "schema" -> "GRANT USAGE ON SCHEMA " + name + " TO " + role;
            case "function" -> "GRANT EXECUTE ON FUNCTION " + qualified + " TO " + role;
            default -> "GRANT SELECT ON " + qualified + " TO " + role;
        };
    }
}
