package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the bodies of functions need, where they can be looked into. */
@Execution(ExecutionMode.CONCURRENT)
class FunctionBodyRulesIT {
    private static final String[] TABLES = {
        "CREATE SCHEMA hidden", "CREATE TABLE hidden.t (id int, a int)", "INSERT INTO hidden.t VALUES (1, 2)",
    };
    private static final String QUERY = "SELECT app.f()";

    @OutermostPostgres
    void stringBodyIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        function(database, "app.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(a) FROM hidden.t'")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (a) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void atomicBodyNeedsNoSchema(TestDatabase database) throws SQLException {
        function(database, """
                        app.f() RETURNS bigint LANGUAGE sql
                        BEGIN ATOMIC SELECT count(a) FROM hidden.t; END""").lacks("SELECT (a) ON hidden.t").holds();
    }

    @OutermostPostgres
    void allStatementsOfABodyCount(TestDatabase database) throws SQLException {
        function(database, """
                        app.f() RETURNS bigint LANGUAGE sql
                        BEGIN ATOMIC SELECT id FROM hidden.t; SELECT count(a) FROM hidden.t; END""").lacks("SELECT (id, a) ON hidden.t").holds();
    }

    @OutermostPostgres
    void stringBodyWithArguments(TestDatabase database) throws SQLException {
        function(database, """
                        app.f(x int, VARIADIC y int[] DEFAULT '{}') RETURNS SETOF int LANGUAGE sql STABLE AS $$
                            SELECT id + $1 FROM hidden.t WHERE a = x OR a = ANY (y) -- the end
                        $$""")
                .query("SELECT app.f(1, 2)")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (id, a) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void whatAnInlinedBodyLacksIsNotDisputed(TestDatabase database) throws SQLException {
        QueryRule rule = function(database, """
                app.f() RETURNS SETOF int LANGUAGE sql STABLE
                BEGIN ATOMIC SELECT id FROM hidden.t; END""");
        ModelAudit audit = new RuleModel(rule.role(), "SELECT f AS id FROM app.f()").auditAsSuperuser();
        assertThat(audit.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(audit.findings()).noneMatch(finding -> finding.code().equals("EXPLAIN_FAILS"));
    }

    @OutermostPostgres
    void functionsThatCallFunctions(TestDatabase database) throws SQLException {
        function(database, "app.inner() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM hidden.t'")
                .given(
                        "CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql AS 'SELECT app.inner()'",
                        "REVOKE EXECUTE ON FUNCTION app.inner() FROM PUBLIC")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (any) ON hidden.t", "EXECUTE ON ROUTINE app.inner()")
                .holds();
    }

    @OutermostPostgres
    void inlinedFunctionInFrom(TestDatabase database) throws SQLException {
        function(
                        database,
                        "app.f() RETURNS SETOF hidden.t LANGUAGE sql STABLE AS 'SELECT * FROM hidden.t WHERE id > 0'")
                .query("SELECT a FROM app.f()")
                .lacks("USAGE ON SCHEMA hidden", "SELECT ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void inlinedFunctionOfAView(TestDatabase database) throws SQLException {
        function(database, "app.f() RETURNS SETOF hidden.t LANGUAGE sql STABLE AS 'SELECT * FROM hidden.t'")
                .given(
                        "CREATE VIEW app.v AS SELECT a FROM app.f()",
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "GRANT SELECT ON app.v TO {role}",
                        "GRANT SELECT ON hidden.t TO {owner}",
                        "GRANT USAGE ON SCHEMA hidden TO {owner}")
                .query("SELECT a FROM app.v")
                .lacks("USAGE ON SCHEMA hidden", "SELECT ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void viewOfABody(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLES)
                .given(
                        "CREATE VIEW app.v AS SELECT a FROM hidden.t",
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(a) FROM app.v'")
                .query(QUERY)
                .lacks("SELECT (a) ON app.v", "SELECT (a) ON hidden.t TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void ownSearchPath(TestDatabase database) throws SQLException {
        function(database, """
                        app.f() RETURNS bigint LANGUAGE sql SET search_path = hidden, pg_temp
                        AS 'SELECT count(a) FROM t'""")
                .fails("42P01")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (a) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void searchPathOfTheRole(TestDatabase database) throws SQLException {
        function(database, "app.f() RETURNS bigint LANGUAGE sql SET search_path = hidden AS 'SELECT count(a) FROM t'")
                .given(
                        "ALTER FUNCTION app.f() RESET search_path",
                        "ALTER ROLE {role} SET search_path = hidden",
                        "GRANT USAGE ON SCHEMA hidden TO {role}")
                .lacks("SELECT (a) ON hidden.t")
                .holds();
    }

    private static QueryRule function(TestDatabase database, String definition) throws SQLException {
        return QueryRule.on(database)
                .given(TABLES)
                .given("CREATE FUNCTION " + definition)
                .query(QUERY);
    }
}
