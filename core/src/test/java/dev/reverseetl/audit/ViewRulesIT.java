package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who needs what on the way through views. */
@Execution(ExecutionMode.CONCURRENT)
class ViewRulesIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int, a int, b int)", "INSERT INTO app.t VALUES (1, 2, 3)"
    };

    @OutermostPostgres
    void chainIsCheckedAsEachOwner(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE VIEW app.low AS SELECT id, a FROM app.t WHERE b > 0",
                        "CREATE VIEW app.middle AS SELECT id, a FROM app.low",
                        "CREATE VIEW app.high AS SELECT id FROM app.middle WHERE a > 0",
                        "ALTER VIEW app.low OWNER TO {first}",
                        "ALTER VIEW app.middle OWNER TO {second}",
                        "ALTER VIEW app.high OWNER TO {third}")
                .query("SELECT count(id) FROM app.high")
                .lacks(
                        "SELECT (id) ON app.high",
                        "SELECT (id, a) ON app.middle TO {third}",
                        "SELECT (id, a) ON app.low TO {second}",
                        "SELECT (id, a, b) ON app.t TO {first}")
                .holds();
    }

    @OutermostPostgres
    void ownerWithoutRightsFailsForEverybody(TestDatabase database) throws SQLException {
        view(database, "SELECT id FROM app.t", "")
                .given("GRANT SELECT ON app.t TO {role}")
                .query("SELECT id FROM app.v")
                .lacks("SELECT (id) ON app.t TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void ownerNeedsNoUsageOfTheSchema(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE SCHEMA inner_schema",
                        "CREATE TABLE inner_schema.t (id int)",
                        "CREATE VIEW app.v AS SELECT id FROM inner_schema.t",
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "GRANT SELECT ON inner_schema.t TO {owner}")
                .query("SELECT id FROM app.v")
                .lacks("SELECT (id) ON app.v")
                .holds();
    }

    @OutermostPostgres
    void unusedColumnIsCheckedInside(TestDatabase database) throws SQLException {
        view(database, "SELECT id, a FROM app.t ORDER BY b", "")
                .query("SELECT id FROM app.v")
                .lacks("SELECT (id, a, b) ON app.t TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void ownerWhoOwnsTheTableLacksNothing(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE VIEW app.v AS SELECT id, a FROM app.t",
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "ALTER TABLE app.t OWNER TO {owner}")
                .query("SELECT v FROM app.v")
                .lacks("SELECT ON app.v")
                .holds();
    }

    /** From 15 on; before, every view acts as its owner. */
    @OutermostPostgres
    void invokerIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        view(database, "SELECT id, a FROM app.t", invoker(database))
                .query("SELECT id FROM app.v")
                .lacks("SELECT (id, a) ON app.t TO " + (knowsInvokers(database) ? "{role}" : "{owner}"))
                .holds();
    }

    @OutermostPostgres
    void invokerInADefinerIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        view(database, "SELECT id, a FROM app.t", invoker(database))
                .given(
                        "CREATE VIEW app.top AS SELECT id FROM app.v",
                        "ALTER VIEW app.top OWNER TO {upper}",
                        "GRANT SELECT ON app.top TO {role}")
                .query("SELECT id FROM app.top")
                .lacks(
                        "SELECT (id) ON app.v TO {upper}",
                        "SELECT (id, a) ON app.t TO " + (knowsInvokers(database) ? "{role}" : "{owner}"))
                .holds();
    }

    @OutermostPostgres
    void definerInAnInvokerIsCheckedAsItsOwner(TestDatabase database) throws SQLException {
        view(database, "SELECT id, a FROM app.t", "")
                .given(
                        "REVOKE ALL ON app.v FROM {role}",
                        "CREATE VIEW app.top" + invoker(database) + " AS SELECT id FROM app.v",
                        "ALTER VIEW app.top OWNER TO {upper}",
                        "GRANT SELECT ON app.top TO {role}")
                .query("SELECT id FROM app.top")
                .lacks(
                        "SELECT (id) ON app.v TO " + (knowsInvokers(database) ? "{role}" : "{upper}"),
                        "SELECT (id, a) ON app.t TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void materializedViewEndsTheChain(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE MATERIALIZED VIEW app.m AS SELECT id, a FROM app.t",
                        "ALTER MATERIALIZED VIEW app.m OWNER TO {first}",
                        "CREATE VIEW app.v AS SELECT id FROM app.m",
                        "ALTER VIEW app.v OWNER TO {owner}")
                .query("SELECT id FROM app.v")
                .lacks("SELECT (id) ON app.v", "SELECT (id) ON app.m TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void functionInAUsedColumnIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        functions(database)
                .query("SELECT twice FROM app.v")
                .lacks("EXECUTE ON ROUTINE app.twice(integer)")
                .holds();
    }

    @OutermostPostgres
    void functionInAnUnusedColumnIsNotChecked(TestDatabase database) throws SQLException {
        functions(database)
                .query("SELECT id FROM app.v")
                .skips("EXECUTE ON ROUTINE app.twice(integer)")
                .holds();
    }

    @OutermostPostgres
    void volatileFunctionInAnUnusedColumnIsChecked(TestDatabase database) throws SQLException {
        functions(database)
                .given("ALTER FUNCTION app.twice VOLATILE")
                .query("SELECT id FROM app.v")
                .lacks("EXECUTE ON ROUTINE app.twice(integer)")
                .plannerDependent()
                .holds();
    }

    private static QueryRule functions(TestDatabase database) throws SQLException {
        return table(database)
                .given(
                        """
                        CREATE FUNCTION app.twice(x int) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'int4abs'""",
                        "REVOKE EXECUTE ON FUNCTION app.twice FROM PUBLIC",
                        "CREATE VIEW app.v AS SELECT id, app.twice(a) AS twice FROM app.t",
                        "GRANT SELECT ON app.v TO {role}");
    }

    private static QueryRule view(TestDatabase database, String definition, String options) throws SQLException {
        return table(database)
                .given(
                        "CREATE VIEW app.v" + options + " AS " + definition,
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "GRANT SELECT ON app.v TO {role}");
    }

    private static QueryRule table(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLE);
    }

    private static boolean knowsInvokers(TestDatabase database) {
        return database.server().major() >= 15;
    }

    private static String invoker(TestDatabase database) {
        return knowsInvokers(database) ? " WITH (security_invoker)" : "";
    }
}
