package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is named in a query and never checked because the planner leaves it out, and what is checked all the same. */
@Execution(ExecutionMode.CONCURRENT)
class PlannerRulesIT {
    private static final String[] TABLES = {
        "CREATE TABLE app.t (id int PRIMARY KEY, a int)",
        "CREATE TABLE app.u (id int PRIMARY KEY, c int)",
        "CREATE TABLE app.w (id int, d int)",
        "INSERT INTO app.t VALUES (1, 2)",
        "INSERT INTO app.u VALUES (1, 2)",
        "INSERT INTO app.w VALUES (1, 2)",
        "GRANT SELECT ON app.t TO {role}",
        "CREATE FUNCTION app.f(int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1; END",
        "REVOKE EXECUTE ON FUNCTION app.f FROM PUBLIC",
    };

    @OutermostPostgres
    void commonTableExpressionThatNobodyRefersTo(TestDatabase database) throws SQLException {
        tables(database)
                .query("WITH v AS (SELECT d FROM app.w), q AS (SELECT c FROM app.u, v) SELECT id FROM app.t")
                .skips("SELECT (c) ON app.u", "SELECT (d) ON app.w")
                .holds();
    }

    @OutermostPostgres
    void materializedCommonTableExpressionThatIsReferredTo(TestDatabase database) throws SQLException {
        tables(database)
                .query("WITH q AS MATERIALIZED (SELECT id, c FROM app.u) SELECT t.id FROM app.t LEFT JOIN q ON false")
                .lacks("SELECT (id, c) ON app.u")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void existsBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t WHERE false AND EXISTS (SELECT FROM app.u WHERE c > 0)")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    /** It becomes a join before anybody sees the constant. */
    @OutermostPostgres
    void existsOfTheSameRowBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t WHERE false AND EXISTS (SELECT FROM app.u WHERE c = a)")
                .lacks("SELECT (c) ON app.u")
                .plannerDependent()
                .holds();
    }

    /** For the same reason. */
    @OutermostPostgres
    void inBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t WHERE false AND a IN (SELECT c FROM app.u)")
                .lacks("SELECT (c) ON app.u")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void scalarSublinkBelowFalse(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t WHERE 1 = 0 AND a = (SELECT max(c) FROM app.u)")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void deadArmOfACase(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT CASE WHEN true THEN id ELSE (SELECT max(c) FROM app.u) END FROM app.t")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void coalesceBehindAConstant(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT coalesce(1, app.f(a), (SELECT max(c) FROM app.u)) FROM app.t")
                .skips("SELECT (c) ON app.u", "EXECUTE ON ROUTINE app.f(integer)")
                .holds();
    }

    @OutermostPostgres
    void nullIfOfNull(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id, nullif(NULL, (SELECT max(c) FROM app.u)) FROM app.t")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void columnOfARowThatIsNotAskedFor(TestDatabase database) throws SQLException {
        tables(database)
                .given("CREATE TYPE app.pair AS (x int, y int)")
                .query("SELECT id, (ROW(1, (SELECT max(c) FROM app.u))::app.pair).x FROM app.t")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void argumentThatTheBodyDoesNotUse(TestDatabase database) throws SQLException {
        tables(database)
                .given("CREATE FUNCTION app.first(x int, y int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x'")
                .query("SELECT app.first(id, (SELECT max(c) FROM app.u)) FROM app.t")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void sublinkInAnUnusedColumn(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM (SELECT id, (SELECT max(c) FROM app.u) AS top FROM app.t) AS q")
                .skips("SELECT (c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void sublinkInAnUnusedColumnOfAView(TestDatabase database) throws SQLException {
        tables(database)
                .given(
                        "CREATE VIEW app.v AS SELECT id, (SELECT max(c) FROM app.u) AS top FROM app.t",
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "GRANT SELECT ON app.t TO {owner}",
                        "GRANT SELECT ON app.v TO {role}")
                .query("SELECT id FROM app.v")
                .skips("SELECT (c) ON app.u TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void stableFunctionInAnUnusedColumn(TestDatabase database) throws SQLException {
        tables(database)
                .given("ALTER FUNCTION app.f STABLE")
                .query("SELECT id FROM (SELECT id, app.f(a) AS x FROM app.t OFFSET 0) AS q")
                .skips("EXECUTE ON ROUTINE app.f(integer)")
                .holds();
    }

    @OutermostPostgres
    void volatileFunctionInAnUnusedColumn(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM (SELECT id, app.f(a) AS x FROM app.t OFFSET 0) AS q")
                .lacks("EXECUTE ON ROUTINE app.f(integer)")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void functionAboveASubqueryThatIsEmptyForSure(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM (SELECT id FROM app.t WHERE false OFFSET 0) AS q WHERE app.f(id) > 0")
                .skips("EXECUTE ON ROUTINE app.f(integer)")
                .holds();
    }

    /** Checked up to 16, if the view can be merged into the query, and left out since. */
    @OutermostPostgres
    void functionAboveAViewThatIsEmptyForSure(TestDatabase database) throws SQLException {
        QueryRule rule = tables(database)
                .given("CREATE VIEW app.v AS SELECT id FROM app.t WHERE false", "GRANT SELECT ON app.v TO {role}")
                .query("SELECT id FROM app.v WHERE app.f(id) > 0");
        if (database.server().major() >= 17) {
            rule.skips("EXECUTE ON ROUTINE app.f(integer)");
        } else {
            rule.lacks("EXECUTE ON ROUTINE app.f(integer)").plannerDependent();
        }
        rule.holds();
    }

    private static QueryRule tables(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLES);
    }
}
