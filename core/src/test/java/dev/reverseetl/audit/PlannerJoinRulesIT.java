package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tables and joins that give no rows or nothing of which is used: the planner leaves out some of them. */
@Execution(ExecutionMode.CONCURRENT)
class PlannerJoinRulesIT {
    private static final String[] TABLES = {
        "CREATE TABLE app.t (id int PRIMARY KEY, a int)",
        "CREATE TABLE app.u (id int PRIMARY KEY, c int)",
        "CREATE TABLE app.w (id int, d int)",
        "INSERT INTO app.t VALUES (1, 2)",
        "INSERT INTO app.u VALUES (1, 2)",
        "INSERT INTO app.w VALUES (1, 2)",
        "GRANT SELECT ON app.t TO {role}",
    };

    @OutermostPostgres
    void tableBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT c FROM app.u WHERE 1 = 0")
                .lacks("SELECT (c) ON app.u")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void armOfAUnionBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t UNION ALL SELECT c FROM app.u WHERE 1 = 0")
                .lacks("SELECT (c) ON app.u")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void groupedSubqueryJoinedBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query(
                        "SELECT t.id FROM app.t JOIN (SELECT c, count(*) FROM app.u GROUP BY c) AS q ON c = a WHERE 1 = 0")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void groupedSubqueryJoinedToATableWithoutPolicies(TestDatabase database) throws SQLException {
        tables(database)
                .given("ALTER TABLE app.t ENABLE ROW LEVEL SECURITY")
                .query(
                        "SELECT t.id FROM app.t JOIN (SELECT c, count(*) FROM app.w JOIN app.u USING (id) GROUP BY c) AS q ON c = a")
                .skips("SELECT (id) ON app.w", "SELECT (id, c) ON app.u")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void unusedOuterJoinToATable(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT t.id FROM app.t LEFT JOIN app.u ON u.id = t.a")
                .lacks("SELECT (id) ON app.u")
                .plannerDependent()
                .holds();
    }

    /** Checked up to 15, and left out since. */
    @OutermostPostgres
    void unusedOuterJoinToAGroupedSubquery(TestDatabase database) throws SQLException {
        QueryRule rule = tables(database)
                .query("SELECT t.id FROM app.t LEFT JOIN (SELECT c, count(*) FROM app.u GROUP BY c) AS q ON c = t.a");
        if (database.server().major() >= 16) {
            rule.skips("SELECT (c) ON app.u");
        } else {
            rule.lacks("SELECT (c) ON app.u").plannerDependent();
        }
        rule.holds();
    }

    private static QueryRule tables(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLES);
    }
}
