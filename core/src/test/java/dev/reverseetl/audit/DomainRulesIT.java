package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Constraints of domains within other types: who makes such values calls their functions. */
@Execution(ExecutionMode.CONCURRENT)
class DomainRulesIT {
    private static final String[] DOMAIN = {
        "CREATE FUNCTION app.fits(x int) RETURNS bool LANGUAGE sql AS 'SELECT x > 0'",
        "REVOKE EXECUTE ON FUNCTION app.fits(int) FROM PUBLIC",
        "CREATE DOMAIN app.narrow AS int CHECK (app.fits(VALUE))",
        "CREATE TYPE app.pair AS (a app.narrow, b int)",
        "CREATE TABLE app.t (id int, list text, json jsonb, array_of_json json, xml xml)",
        "INSERT INTO app.t VALUES (1, '{5}', '{\"a\": 5}', '[{\"a\": 5}]', '<r><a>5</a></r>')",
        "GRANT SELECT ON app.t TO {role}",
        "ALTER ROLE {role} SET search_path = app", // where nobody but a superuser creates
    };

    @OutermostPostgres
    void arrayOfADomain(TestDatabase database) throws SQLException {
        assertChecked(database, "SELECT list::app.narrow[] FROM app.t");
    }

    @OutermostPostgres
    void compositeOfADomain(TestDatabase database) throws SQLException {
        assertChecked(database, "SELECT '(5,6)'::text::app.pair FROM app.t");
    }

    @OutermostPostgres
    void rangeOverADomain(TestDatabase database) throws SQLException {
        QueryRule rule = rule(database).given("CREATE TYPE app.span AS RANGE (SUBTYPE = app.narrow)");
        rule.query("SELECT replace(replace(list, '{', '['), '}', ',)')::app.span FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.fits(integer)")
                .unseenByExplain()
                .holds();
    }

    @OutermostPostgres
    void recordsFromJson(TestDatabase database) throws SQLException {
        assertChecked(database, "SELECT x.a FROM app.t, json_to_recordset(array_of_json) AS x (a app.narrow)");
    }

    @OutermostPostgres
    void compositeFromJson(TestDatabase database) throws SQLException {
        assertChecked(database, "SELECT (jsonb_populate_record(NULL::app.pair, json)).a FROM app.t");
    }

    @OutermostPostgres
    void columnOfXmlTable(TestDatabase database) throws SQLException {
        assertChecked(database, "SELECT x.a FROM app.t, XMLTABLE('/r' PASSING xml COLUMNS a app.narrow) AS x");
    }

    @OutermostPostgres
    void columnOfJsonTable(TestDatabase database) throws SQLException {
        if (database.server().major() >= 17) {
            assertChecked(database, "SELECT x.a FROM app.t, JSON_TABLE(json, '$' COLUMNS (a app.narrow)) AS x");
        }
    }

    @OutermostPostgres
    void valueOutOfJson(TestDatabase database) throws SQLException {
        if (database.server().major() >= 17) {
            assertChecked(database, "SELECT JSON_VALUE(json, '$.a' RETURNING app.narrow) FROM app.t");
        }
    }

    @OutermostPostgres
    void resultOfAFunction(TestDatabase database) throws SQLException {
        rule(database)
                .given(
                        "CREATE FUNCTION app.f(x int) RETURNS app.narrow LANGUAGE sql VOLATILE AS 'SELECT $1; SELECT $1'")
                .query("SELECT app.f(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.fits(integer)")
                .unseenByExplain()
                .holds();
    }

    @OutermostPostgres
    void columnOfAFunctionsResult(TestDatabase database) throws SQLException {
        rule(database)
                .given(
                        "CREATE FUNCTION app.f(x int) RETURNS app.pair LANGUAGE sql VOLATILE AS 'SELECT $1; SELECT $1, 2'")
                .query("SELECT app.f(id) FROM app.t")
                .lacks("EXECUTE ON ROUTINE app.fits(integer)")
                .unseenByExplain()
                .holds();
    }

    @OutermostPostgres
    void columnOfAFunctionsTable(TestDatabase database) throws SQLException {
        rule(database)
                .given("CREATE FUNCTION app.f(x int) RETURNS TABLE (a app.narrow, b int) LANGUAGE sql VOLATILE AS"
                        + " 'SELECT $1; SELECT $1, 2'")
                .query("SELECT f.a FROM app.t, app.f(id) AS f")
                .lacks("EXECUTE ON ROUTINE app.fits(integer)")
                .unseenByExplain()
                .holds();
    }

    @OutermostPostgres
    void columnsThatAreOfTheDomainAlready(TestDatabase database) throws SQLException {
        rule(database)
                .given(
                        "CREATE TABLE app.d (a app.narrow, b int)",
                        "GRANT SELECT ON app.d TO {role}",
                        "CREATE FUNCTION app.f() RETURNS SETOF app.d LANGUAGE sql AS 'SELECT * FROM app.d'",
                        "CREATE FUNCTION app.g() RETURNS TABLE (a app.narrow, b int) LANGUAGE sql AS 'SELECT a, b FROM app.d'")
                .query("SELECT f.a, g.b FROM app.f() AS f, app.g() AS g")
                .holds();
    }

    @OutermostPostgres
    void argumentThatIsNotUsed(TestDatabase database) throws SQLException {
        rule(database)
                .given("CREATE FUNCTION app.f(x app.narrow) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'")
                .query("SELECT app.f(id) FROM app.t")
                .skips("EXECUTE ON ROUTINE app.fits(integer)")
                .holds();
    }

    @OutermostPostgres
    void resultThatIsOfTheDomainAlready(TestDatabase database) throws SQLException {
        rule(database)
                .given(
                        "CREATE FUNCTION app.f(x app.narrow) RETURNS app.narrow LANGUAGE sql AS 'SELECT $1'",
                        "CREATE TABLE app.d (id app.narrow)",
                        "GRANT SELECT ON app.d TO {role}")
                .query("SELECT app.f(id) FROM app.d")
                .holds();
    }

    /** What the auditing session has planned as a superuser, it doesn't check again as the role. */
    @OutermostPostgres
    void constantsAreReadWhenTheQueryIsParsed(TestDatabase database) throws SQLException {
        for (String query : new String[] {"SELECT id, '{5}'::app.narrow[] FROM app.t", "SELECT '(5,6)'::app.pair"}) {
            QueryRule rule = rule(database);
            assertThat(ActingRole.of(rule.role()).run(query).sqlState()).isEqualTo("42501");
            ModelAudit audit = new RuleModel(rule.role(), query).auditAsSuperuser();
            assertThat(audit.missing())
                    .as(audit.toString())
                    .extracting(MissingPrivilege::quotedName)
                    .containsExactly("\"app\".\"fits\"");
            rule.given("DROP SCHEMA app CASCADE");
        }
    }

    @OutermostPostgres
    void nullHasNoDomainsInside(TestDatabase database) throws SQLException {
        rule(database)
                .query("SELECT NULL::app.pair, NULL::app.narrow[] FROM app.t")
                .holds();
    }

    private static void assertChecked(TestDatabase database, String query) throws SQLException {
        rule(database)
                .query(query)
                .lacks("EXECUTE ON ROUTINE app.fits(integer)")
                .unseenByExplain()
                .holds();
    }

    private static QueryRule rule(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(DOMAIN);
    }
}
