package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Expressions that call functions without naming them, and which of these are checked. */
@Execution(ExecutionMode.CONCURRENT)
class ExpressionRulesIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int, a int)", "INSERT INTO app.t VALUES (1, 2)", "GRANT SELECT ON app.t TO {role}",
    };
    private static final String EQUAL = "pg_catalog.int4eq(integer,integer)";

    @OutermostPostgres
    void nullIf(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT nullif(id, a) FROM app.t").holds();
    }

    @OutermostPostgres
    void isDistinctFrom(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT id IS DISTINCT FROM a FROM app.t").holds();
    }

    @OutermostPostgres
    void shortList(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT id FROM app.t WHERE id IN (1, 2)").holds();
    }

    @OutermostPostgres
    void simpleCase(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT CASE id WHEN a THEN 1 END FROM app.t").holds();
    }

    @OutermostPostgres
    void inSubquery(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT id FROM app.t WHERE id NOT IN (SELECT a FROM app.t)")
                .holds();
    }

    @OutermostPostgres
    void union(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT id FROM app.t UNION SELECT a FROM app.t")
                .unseenByExplain()
                .holds();
    }

    @OutermostPostgres
    void distinct(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT DISTINCT a FROM app.t").unseenByExplain().holds();
    }

    @OutermostPostgres
    void partitionOfAWindow(TestDatabase database) throws SQLException {
        calls(database, EQUAL, "SELECT count(*) OVER (PARTITION BY a) FROM app.t")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void orderNeedsNothing(TestDatabase database) throws SQLException {
        without(database, "pg_catalog.int4lt(integer,integer)")
                .query("SELECT id FROM app.t ORDER BY id, a DESC")
                .holds();
    }

    @OutermostPostgres
    void comparedRowsNeedNothing(TestDatabase database) throws SQLException {
        without(database, "pg_catalog.int4lt(integer,integer)")
                .query("SELECT id FROM app.t WHERE (id, a) < (5, 6)")
                .holds();
    }

    @OutermostPostgres
    void greatestNeedsNothing(TestDatabase database) throws SQLException {
        without(database, "pg_catalog.btint4cmp(integer,integer)")
                .query("SELECT greatest(id, a), least(id, a) FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void castThroughTextNeedsNothing(TestDatabase database) throws SQLException {
        without(database, "pg_catalog.int4out(integer)")
                .query("SELECT id::text, a || 'x' FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void castOfAnArraysElements(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLE)
                .given(
                        "CREATE TYPE app.pair AS (x int, y int)",
                        "CREATE FUNCTION app.first_of(p app.pair) RETURNS int LANGUAGE sql RETURN p.x",
                        "CREATE CAST (app.pair AS int) WITH FUNCTION app.first_of(app.pair)",
                        "REVOKE EXECUTE ON FUNCTION app.first_of FROM PUBLIC")
                .query("SELECT ARRAY[row(id, a)::app.pair]::int[] FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.first_of(app.pair)")
                .holds();
    }

    @OutermostPostgres
    void namedArgumentsWithADefaultBetween(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLE)
                .given(
                        "CREATE FUNCTION app.one() RETURNS int LANGUAGE sql RETURN 1",
                        "CREATE FUNCTION app.two() RETURNS int LANGUAGE sql RETURN 2",
                        """
                        CREATE FUNCTION app.f(x int, y int DEFAULT app.one(), z int DEFAULT app.two()) RETURNS int
                        LANGUAGE sql RETURN x + y + z""",
                        "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC",
                        "GRANT EXECUTE ON FUNCTION app.f TO {role}")
                .query("SELECT app.f(z => 5, x => id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.one()")
                .holds();
    }

    @OutermostPostgres
    void finalFunctionIsCheckedAsTheAggregatesOwner(TestDatabase database) throws SQLException {
        aggregate(database, "FINALFUNC = app.finish")
                .query("SELECT app.total(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.finish(integer) TO {owner}")
                .holds();
    }

    /** A frame that moves takes another set of functions. */
    @OutermostPostgres
    void movingAggregate(TestDatabase database) throws SQLException {
        aggregate(database, "MSFUNC = app.more, MINVFUNC = app.less, MSTYPE = int, MINITCOND = '0'")
                .query("SELECT app.total(id) OVER (ORDER BY id ROWS 1 PRECEDING) FROM app.t")
                .lacks(
                        "EXECUTE ON ROUTINE app.more(integer,integer) TO {owner}",
                        "EXECUTE ON ROUTINE app.less(integer,integer) TO {owner}")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void aggregateOfDistinctValues(TestDatabase database) throws SQLException {
        without(database, EQUAL).query("SELECT count(DISTINCT a) FROM app.t").holds();
    }

    private static QueryRule aggregate(TestDatabase database, String options) throws SQLException {
        return QueryRule.on(database)
                .given(TABLE)
                .given(
                        "CREATE FUNCTION app.add(x int, y int) RETURNS int LANGUAGE sql IMMUTABLE RETURN x + y",
                        "CREATE FUNCTION app.more(x int, y int) RETURNS int LANGUAGE sql IMMUTABLE STRICT RETURN x + y",
                        "CREATE FUNCTION app.less(x int, y int) RETURNS int LANGUAGE sql IMMUTABLE STRICT RETURN x - y",
                        "CREATE FUNCTION app.finish(x int) RETURNS int LANGUAGE sql IMMUTABLE RETURN x",
                        "CREATE AGGREGATE app.total(int) (SFUNC = app.add, STYPE = int, INITCOND = '0', " + options
                                + ")",
                        "ALTER AGGREGATE app.total(int) OWNER TO {owner}",
                        "REVOKE EXECUTE ON FUNCTION app.more, app.less, app.finish FROM PUBLIC");
    }

    private static QueryRule calls(TestDatabase database, String function, String query) throws SQLException {
        return without(database, function).query(query).lacks("EXECUTE ON ROUTINE " + function);
    }

    private static QueryRule without(TestDatabase database, String function) throws SQLException {
        return QueryRule.on(database).given(TABLE).given("REVOKE EXECUTE ON FUNCTION " + function + " FROM PUBLIC");
    }
}
