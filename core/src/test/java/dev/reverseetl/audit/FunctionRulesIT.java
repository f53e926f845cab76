package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which functions a query calls, written out or not. */
@Execution(ExecutionMode.CONCURRENT)
class FunctionRulesIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int, a int)", "INSERT INTO app.t VALUES (1, 2)", "GRANT SELECT ON app.t TO {role}",
    };
    private static final String TWICE = function("app.twice(x int) RETURNS int", "SELECT x * 2");

    @OutermostPostgres
    void plainFunction(TestDatabase database) throws SQLException {
        functions(database, TWICE)
                .query("SELECT app.twice(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.twice(integer)")
                .holds();
    }

    @OutermostPostgres
    void functionInFrom(TestDatabase database) throws SQLException {
        functions(database, function("app.numbers() RETURNS SETOF int", "VALUES (1), (2)"))
                .query("SELECT n FROM app.numbers() AS n")
                .lacks("EXECUTE ON ROUTINE app.numbers()")
                .holds();
    }

    @OutermostPostgres
    void defaultOfAnArgument(TestDatabase database) throws SQLException {
        functions(
                        database,
                        function("app.one() RETURNS int", "SELECT 1"),
                        function("app.plus(x int, y int DEFAULT app.one()) RETURNS int", "SELECT x + y"))
                .query("SELECT app.plus(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.plus(integer,integer)", "EXECUTE ON ROUTINE app.one()")
                .holds();
    }

    @OutermostPostgres
    void defaultThatIsNotUsed(TestDatabase database) throws SQLException {
        functions(
                        database,
                        function("app.one() RETURNS int", "SELECT 1"),
                        function("app.plus(x int, y int DEFAULT app.one()) RETURNS int", "SELECT x + y"))
                .query("SELECT app.plus(id, 2) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.plus(integer,integer)")
                .holds();
    }

    @OutermostPostgres
    void operator(TestDatabase database) throws SQLException {
        functions(
                        database,
                        function("app.plus(x int, y int) RETURNS int", "SELECT x + y"),
                        "CREATE OPERATOR app.### (FUNCTION = app.plus, LEFTARG = int, RIGHTARG = int)")
                .query("SELECT id OPERATOR(app.###) a FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.plus(integer,integer)")
                .holds();
    }

    @OutermostPostgres
    void cast(TestDatabase database) throws SQLException {
        functions(
                        database,
                        "CREATE TYPE app.pair AS (x int, y int)",
                        function("app.first_of(p app.pair) RETURNS int", "SELECT p.x"),
                        "CREATE CAST (app.pair AS int) WITH FUNCTION app.first_of(app.pair)")
                .query("SELECT row(id, a)::app.pair::int FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.first_of(app.pair)")
                .holds();
    }

    @OutermostPostgres
    void checkOfADomain(TestDatabase database) throws SQLException {
        functions(
                        database,
                        function("app.fits(x int) RETURNS bool", "SELECT x > 0"),
                        "CREATE DOMAIN app.narrow AS int CHECK (app.fits(VALUE))",
                        "CREATE DOMAIN app.narrower AS app.narrow CHECK (VALUE < 100)")
                .query("SELECT id::app.narrower FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.fits(integer)")
                .holds();
    }

    @OutermostPostgres
    void columnOfADomainIsNotCheckedAgain(TestDatabase database) throws SQLException {
        functions(
                        database,
                        function("app.fits(x int) RETURNS bool", "SELECT x > 0"),
                        "CREATE DOMAIN app.narrow AS int CHECK (app.fits(VALUE))",
                        "CREATE TABLE app.d (id app.narrow)",
                        "GRANT SELECT ON app.d TO {role}")
                .query("SELECT id FROM app.d WHERE id > 1")
                .holds();
    }

    @OutermostPostgres
    void aggregateIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        aggregate(database)
                .given("ALTER FUNCTION app.add(int, int) OWNER TO {owner}")
                .query("SELECT app.total(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.total(integer)")
                .holds();
    }

    @OutermostPostgres
    void supportFunctionIsCheckedAsTheAggregatesOwner(TestDatabase database) throws SQLException {
        aggregate(database)
                .given("GRANT EXECUTE ON ROUTINE app.total(int) TO {role}")
                .query("SELECT app.total(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.add(integer,integer) TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void aggregateAsAWindowFunction(TestDatabase database) throws SQLException {
        aggregate(database)
                .query("SELECT app.total(id) OVER (PARTITION BY a) FROM app.t")
                .lacks(
                        "EXECUTE ON ROUTINE app.total(integer)",
                        "EXECUTE ON ROUTINE app.add(integer,integer) TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void windowFunction(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.cume_dist() FROM PUBLIC")
                .query("SELECT cume_dist() OVER (ORDER BY id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE pg_catalog.cume_dist()")
                .holds();
    }

    @OutermostPostgres
    void hashFunctionOfALongList(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.hashint4(int) FROM PUBLIC")
                .query("SELECT id FROM app.t WHERE id IN (1, 2, 3, 4, 5, 6, 7, 8, 9)")
                .lacks("EXECUTE ON ROUTINE pg_catalog.hashint4(integer)")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void noHashFunctionOfAShortList(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.hashint4(int) FROM PUBLIC")
                .query("SELECT id FROM app.t WHERE id IN (1, 2, 3, 4, 5, 6, 7, 8)")
                .holds();
    }

    @OutermostPostgres
    void strictFunctionOfNullIsNotCalled(TestDatabase database) throws SQLException {
        functions(database, TWICE, "ALTER FUNCTION app.twice(int) STRICT")
                .query("SELECT app.twice(NULL) FROM app.t")
                .skips("EXECUTE ON ROUTINE app.twice(integer)")
                .holds();
    }

    @OutermostPostgres
    void hashFunctionOfALongListOfOthers(TestDatabase database) throws SQLException {
        if (database.server().major() >= 15) {
            functions(
                            database,
                            "REVOKE EXECUTE ON FUNCTION pg_catalog.hashint4(int), pg_catalog.int4eq(int, int) FROM PUBLIC")
                    .query("SELECT id FROM app.t WHERE id NOT IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)")
                    .lacks(
                            "EXECUTE ON ROUTINE pg_catalog.hashint4(integer)",
                            "EXECUTE ON ROUTINE pg_catalog.int4eq(integer,integer)")
                    .plannerDependent()
                    .holds();
        }
    }

    @OutermostPostgres
    void negatorInPlaceOfNot(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.int4ne(int, int) FROM PUBLIC")
                .query("SELECT id FROM app.t WHERE NOT (id = a OR a IS NULL)")
                .lacks("EXECUTE ON ROUTINE pg_catalog.int4ne(integer,integer)")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void operatorThatItsNegatorReplaces(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.int4eq(int, int) FROM PUBLIC")
                .query("SELECT id FROM app.t WHERE NOT id = a")
                .skips("EXECUTE ON ROUTINE pg_catalog.int4eq(integer,integer)")
                .holds();
    }

    @OutermostPostgres
    void operatorThatItsCommutatorReplaces(TestDatabase database) throws SQLException {
        functions(
                        database,
                        "CREATE TABLE app.wide (id bigint)",
                        "INSERT INTO app.wide SELECT generate_series(1, 10000)",
                        "ANALYZE app.t, app.wide",
                        "GRANT SELECT ON app.wide TO {role}",
                        "REVOKE EXECUTE ON FUNCTION pg_catalog.int48eq(int, bigint) FROM PUBLIC")
                .query("SELECT t.id FROM app.t JOIN app.wide AS w ON t.id = w.id")
                .skips("EXECUTE ON ROUTINE pg_catalog.int48eq(integer,bigint)")
                .holds();
    }

    @OutermostPostgres
    void commutatorOfAJoin(TestDatabase database) throws SQLException {
        functions(
                        database,
                        "CREATE TABLE app.wide (id bigint)",
                        "INSERT INTO app.wide SELECT generate_series(1, 10000)",
                        "ANALYZE app.t, app.wide",
                        "GRANT SELECT ON app.wide TO {role}",
                        "REVOKE EXECUTE ON FUNCTION pg_catalog.int84eq(bigint, int) FROM PUBLIC")
                .query("SELECT t.id FROM app.t JOIN app.wide AS w ON t.id = w.id")
                .lacks("EXECUTE ON ROUTINE pg_catalog.int84eq(bigint,integer)")
                .plannerDependent()
                .holds();
    }

    @OutermostPostgres
    void equalityOfDistinctArguments(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.int4eq(int, int) FROM PUBLIC")
                .query("SELECT jsonb_object_agg(DISTINCT id, a) FROM app.t")
                .lacks("EXECUTE ON ROUTINE pg_catalog.int4eq(integer,integer)")
                .holds();
    }

    @OutermostPostgres
    void equalityOfASingleDistinctArgumentIsNotChecked(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.int4eq(int, int) FROM PUBLIC")
                .query("SELECT count(DISTINCT id) FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void functionOfAVirtualColumn(TestDatabase database) throws SQLException {
        if (database.server().major() >= 18) {
            functions(
                            database,
                            "CREATE TABLE app.v (id int, x text GENERATED ALWAYS AS (upper(id::text)) VIRTUAL)",
                            "GRANT SELECT (x) ON app.v TO {role}",
                            "REVOKE EXECUTE ON FUNCTION pg_catalog.upper(text) FROM PUBLIC")
                    .query("SELECT x AS id FROM app.v")
                    .lacks("EXECUTE ON ROUTINE pg_catalog.upper(text)")
                    .holds();
        }
    }

    @OutermostPostgres
    void bodyOfAStrictFunctionOfNullIsNotEntered(TestDatabase database) throws SQLException {
        functions(
                        database,
                        "CREATE TABLE app.hidden (id int)",
                        "CREATE FUNCTION app.f(x int) RETURNS bigint LANGUAGE sql STRICT AS 'SELECT count(*) FROM app.hidden'",
                        "GRANT EXECUTE ON FUNCTION app.f(int) TO {role}")
                .query("SELECT app.f(NULL) FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void operatorOfGrouping(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.int4eq(int, int) FROM PUBLIC")
                .query("SELECT count(*) FROM app.t GROUP BY a")
                .lacks("EXECUTE ON ROUTINE pg_catalog.int4eq(integer,integer)")
                .unseenByExplain()
                .holds();
    }

    @OutermostPostgres
    void builtInOperator(TestDatabase database) throws SQLException {
        functions(database, "REVOKE EXECUTE ON FUNCTION pg_catalog.int4eq(int, int) FROM PUBLIC")
                .query("SELECT id FROM app.t WHERE id = 1")
                .lacks("EXECUTE ON ROUTINE pg_catalog.int4eq(integer,integer)")
                .holds();
    }

    private static QueryRule aggregate(TestDatabase database) throws SQLException {
        return functions(
                        database,
                        function("app.add(x int, y int) RETURNS int", "SELECT x + y"),
                        "CREATE AGGREGATE app.total(int) (SFUNC = app.add, STYPE = int, INITCOND = '0')")
                .given(
                        "REVOKE EXECUTE ON ROUTINE app.total(int) FROM PUBLIC",
                        "ALTER AGGREGATE app.total(int) OWNER TO {owner}");
    }

    private static QueryRule functions(TestDatabase database, String... statements) throws SQLException {
        return QueryRule.on(database)
                .given(TABLE)
                .given(statements)
                .given("REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA app FROM PUBLIC");
    }

    private static String function(String head, String body) {
        return "CREATE FUNCTION " + head + " LANGUAGE sql IMMUTABLE BEGIN ATOMIC " + body + "; END";
    }
}
