package dev.reverseetl.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The statements that a session has prepared, by SQL or by its driver. No rollback takes back what is done to them, and
 * whoever may run code in the session can put another statement in the place of one, to be run by the session's user.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-prepare.html">PostgreSQL: PREPARE</a>
 */
final class PreparedStatements {
    /** An expression that changes when one is made, removed or replaced. */
    static final String FINGERPRINT = """
            (SELECT coalesce(pg_catalog.sha256(pg_catalog.textsend(pg_catalog.string_agg(
                      pg_catalog.concat_ws(' ', p.name, p.prepare_time, p.statement), ' ' ORDER BY p.name)))::pg_catalog.text, '')
               FROM pg_catalog.pg_prepared_statements AS p)""";

    private PreparedStatements() {}

    /** Removes all of them unless they are those of before. The driver notices that, and prepares its own anew. */
    static void restore(Connection connection, String before) throws SQLException {
        if (!before.equals(fingerprint(connection, ""))) {
            run(connection, "DEALLOCATE ALL");
        }
    }

    /**
     * The same in a transaction that is rolled back, which costs no more than to roll it back.
     *
     * @return whether that could be done
     */
    static boolean restoreRollingBack(Connection connection, String before) {
        try {
            if (!before.equals(fingerprint(connection, ";ROLLBACK"))) {
                connection.setAutoCommit(true); // or the driver would begin another, by what it has prepared
                run(connection, "DEALLOCATE ALL");
            }
            return true;
        } catch (SQLException failed) {
            return isRolledBack(connection); // such a transaction takes no query any more
        }
    }

    private static boolean isRolledBack(Connection connection) {
        try {
            run(connection, "ROLLBACK;DEALLOCATE ALL");
            return true;
        } catch (SQLException broken) {
            return false;
        }
    }

    private static String fingerprint(Connection connection, String after) throws SQLException {
        try (Statement statement = OneShot.of(connection.createStatement())) {
            statement.execute("SELECT " + FINGERPRINT + " AS prepared" + after);
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return String.valueOf(result.getString("prepared"));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = OneShot.of(connection.createStatement())) {
            statement.execute(sql);
        }
    }
}
