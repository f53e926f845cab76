package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** What is temporary in the session that audits, a session of the role doesn't have. */
class TemporaryTableIT {
    /** Gives out connections such as a pool does whose sessions are left as they were used. */
    @SuppressWarnings("serial")
    private static final class UsedSessions extends PGSimpleDataSource {
        UsedSessions(PGSimpleDataSource fresh) {
            setUrl(fresh.getURL());
            setUser(fresh.getUser());
            setPassword(fresh.getPassword());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE t (id int)");
            }
            return connection;
        }
    }

    @OutermostPostgres
    void tableOfTheSameNameDoesNotHideTheRoles(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given("CREATE TABLE app.t (id int)", "ALTER ROLE {role} SET search_path = app, public");
        assertThat(audit(rule, database).fixSql()).singleElement().asString().contains("\"app\".\"t\"");
        rule.given("CREATE SCHEMA hidden", "ALTER ROLE {role} SET search_path = hidden, app");
        assertThat(audit(rule, database).fixSql()).singleElement().asString().contains("\"app\".\"t\"");
        rule.given("GRANT SELECT ON app.t TO {role}");
        assertThat(audit(rule, database).model(RuleModel.NAME).verdict()).isEqualTo(Verdict.OK);
    }

    private static AuditReport audit(QueryRule rule, TestDatabase database) {
        UsedSessions sessions = new UsedSessions((PGSimpleDataSource) database.dataSource());
        return new RuleModel(rule.role(), "SELECT id FROM t")
                .auditBy(sessions)
                .build()
                .run();
    }
}
