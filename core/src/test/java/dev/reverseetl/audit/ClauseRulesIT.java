package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every place of a query in which something can be read, and whole rows by all their names. */
@Execution(ExecutionMode.CONCURRENT)
class ClauseRulesIT {
    private static final String[] TABLES = {
        "CREATE TABLE app.t (gone int, id int, a int)",
        "ALTER TABLE app.t DROP COLUMN gone",
        "CREATE TABLE app.u (id int, gone int, c int)",
        "ALTER TABLE app.u DROP COLUMN gone",
        "INSERT INTO app.t VALUES (1, 2)",
        "INSERT INTO app.u VALUES (1, 2)",
    };
    private static final String U = "(SELECT max(c) FROM app.u)";

    @OutermostPostgres
    void condition(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT id FROM app.t WHERE id < " + U);
    }

    @OutermostPostgres
    void joinCondition(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT x.id FROM app.t AS x JOIN app.t AS y ON x.id < " + U);
    }

    @OutermostPostgres
    void having(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT id FROM app.t GROUP BY id HAVING count(*) < " + U);
    }

    @OutermostPostgres
    void grouping(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT count(id) FROM app.t GROUP BY GROUPING SETS ((id + " + U + "), ())");
    }

    @OutermostPostgres
    void distinctAndOrder(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT DISTINCT ON (id + " + U + ") id FROM app.t ORDER BY id + " + U);
    }

    @OutermostPostgres
    void limitAndOffset(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT id FROM app.t LIMIT " + U + " OFFSET " + U + " - 2");
    }

    @OutermostPostgres
    void window(TestDatabase database) throws SQLException {
        readsBoth(
                database,
                "SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN " + U + " PRECEDING AND CURRENT ROW) FROM app.t");
    }

    @OutermostPostgres
    void filterAndOrderOfAnAggregate(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT array_agg(id ORDER BY id + " + U + ") FILTER (WHERE id < " + U + ") FROM app.t");
    }

    @OutermostPostgres
    void argumentOfAFunctionInFrom(TestDatabase database) throws SQLException {
        readsBoth(
                database,
                "SELECT t.id, n FROM app.t, ROWS FROM (generate_series(1, " + U + ")) WITH ORDINALITY AS g (n)");
    }

    @OutermostPostgres
    void listOfValues(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT id FROM app.t JOIN (VALUES (1), (" + U + ")) AS v (n) ON n = id");
    }

    @OutermostPostgres
    void sampleSize(TestDatabase database) throws SQLException {
        readsBoth(database, "SELECT id FROM app.t TABLESAMPLE bernoulli (" + U + " + 98) REPEATABLE (1)");
    }

    @OutermostPostgres
    void arrayAndRowConstructors(TestDatabase database) throws SQLException {
        readsBoth(
                database,
                "SELECT ARRAY[id, " + U + "], row(" + U + "), ARRAY(SELECT id), (ARRAY[1, 2])[" + U + "] FROM app.t");
    }

    @OutermostPostgres
    void recordsOfJson(TestDatabase database) throws SQLException {
        readsBoth(
                database,
                "SELECT id, r.n FROM app.t, jsonb_to_record(jsonb_build_object('n', " + U + ")) AS r (n int)");
    }

    @OutermostPostgres
    void nestedSublinks(TestDatabase database) throws SQLException {
        readsBoth(
                database,
                "SELECT id FROM app.t WHERE EXISTS (SELECT FROM (SELECT id WHERE id < (SELECT max(c) FROM (TABLE app.u) AS x)) AS y)",
                "SELECT ON app.u");
    }

    @OutermostPostgres
    void wholeRowOfAJoin(TestDatabase database) throws SQLException {
        readsAll(database, "SELECT j FROM (app.t JOIN app.u USING (id)) AS j");
    }

    @OutermostPostgres
    void wholeRowOfASubquery(TestDatabase database) throws SQLException {
        readsAll(database, "SELECT q FROM (SELECT * FROM app.t JOIN app.u USING (id)) AS q");
    }

    @OutermostPostgres
    void wholeRowAsJson(TestDatabase database) throws SQLException {
        readsAll(database, "SELECT to_jsonb(t), u IS NULL FROM app.t JOIN app.u USING (id)");
    }

    @OutermostPostgres
    void countOfWholeRows(TestDatabase database) throws SQLException {
        readsAll(database, "SELECT count(t.*), count(DISTINCT u) FROM app.t JOIN app.u ON true");
    }

    /** The parser marks the whole row before it takes one field. */
    @OutermostPostgres
    void fieldOfAWholeRow(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLES)
                .query("SELECT (t).a FROM app.t")
                .lacks("SELECT ON app.t")
                .holds();
    }

    @OutermostPostgres
    void functionOfARow(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLES)
                .given(
                        "CREATE FUNCTION app.twice(t app.t) RETURNS int LANGUAGE sql RETURN t.a * 2",
                        "REVOKE EXECUTE ON FUNCTION app.twice FROM PUBLIC",
                        "ALTER ROLE {role} SET search_path = app")
                .query("SELECT t.twice FROM app.t")
                .lacks("SELECT ON app.t", "EXECUTE ON ROUTINE app.twice(app.t)")
                .holds();
    }

    private static void readsAll(TestDatabase database, String query) throws SQLException {
        QueryRule.on(database)
                .given(TABLES)
                .query(query)
                .lacks("SELECT ON app.t", "SELECT ON app.u")
                .holds();
    }

    private static void readsBoth(TestDatabase database, String query) throws SQLException {
        readsBoth(database, query, "SELECT (c) ON app.u");
    }

    private static void readsBoth(TestDatabase database, String query, String ofU) throws SQLException {
        QueryRule.on(database)
                .given(TABLES)
                .query(query)
                .lacks("SELECT (id) ON app.t", ofU)
                .holds();
    }
}
