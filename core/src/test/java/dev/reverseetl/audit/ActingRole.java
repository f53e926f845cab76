package dev.reverseetl.audit;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs queries as a role: by a login of its own, or by a superuser who tries something first and rolls it back.
 *
 * @param login the role
 * @param settings statements that give a transaction the settings of the role's sessions
 * @param identity statements that make a superuser's transaction one of the role's
 */
record ActingRole(Login login, List<String> settings, List<String> identity) {
    private static final String SESSION = """
            SELECT coalesce(nullif(replace(path, '"$user"', quote_ident(current_user)), ''), $$''$$), row_security, current_user
            FROM current_setting('search_path') AS path, current_setting('row_security') AS row_security""";

    /** Logs in to see what the role's sessions are like. */
    static ActingRole of(Login login) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            String[] session = Outcome.of(statement, SESSION).rows().get(0).split("\\|", -1);
            return new ActingRole(
                    login,
                    List.of("SET LOCAL search_path = " + session[0], "SET LOCAL row_security = " + session[1]),
                    List.of(
                            "SET LOCAL SESSION AUTHORIZATION " + login.quotedRole(),
                            "SET LOCAL ROLE " + Identifier.of(session[2]).quoted()));
        }
    }

    /** Logs in and runs a query. */
    Outcome run(String query) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            return Outcome.of(statement, query);
        }
    }

    /** Runs a query as in a session of the role once the superuser has run these statements; nothing of it stays. */
    Outcome runAfter(List<String> statements, String query) throws SQLException {
        return runAsSuperuser(
                Stream.of(statements, settings, identity).flatMap(List::stream).toList(), query);
    }

    /** The same as the superuser, with the settings of the role's sessions. */
    Outcome runAsSuperuserAfter(List<String> statements, String query) throws SQLException {
        return runAsSuperuser(
                Stream.of(statements, settings).flatMap(List::stream).toList(), query);
    }

    private Outcome runAsSuperuser(List<String> before, String query) throws SQLException {
        try (Connection connection = login.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : before) {
                statement.execute(sql);
            }
            return Outcome.of(statement, query);
        }
    }
}
