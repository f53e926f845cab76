package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Names with a schema that only the text shows: nothing in the parse tree tells that they were looked up. */
@Execution(ExecutionMode.CONCURRENT)
class WrittenSchemaRulesIT {
    private static final String[] SCHEMA = {
        "CREATE SCHEMA hidden",
        "CREATE TYPE hidden.mood AS ENUM ('sad', 'glad')",
        "CREATE COLLATION hidden.c FROM \"C\"",
        "CREATE OPERATOR hidden.< (FUNCTION = int4lt, LEFTARG = int, RIGHTARG = int)",
        "CREATE TABLE app.t (id int, mood hidden.mood, json jsonb)",
        "INSERT INTO app.t VALUES (1, 'sad', '{\"a\": 1}')",
        "GRANT SELECT ON app.t TO {role}",
        "CREATE FUNCTION app.f(hidden.mood) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    };

    @OutermostPostgres
    void castToTheTypeOfTheColumn(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT mood::hidden.mood FROM app.t");
        needsTheSchema(database, "SELECT CAST(mood AS hidden.mood) FROM app.t");
    }

    @OutermostPostgres
    void typeAsAFunction(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT hidden.mood('sad')");
        needsTheSchema(database, "SELECT hidden.mood $$sad$$");
    }

    @OutermostPostgres
    void nameWithEscapes(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'sad'::U&\"hidden\".U&\"moo\\0064\"");
        needsTheSchema(database, "SELECT mood::U&\"h\\+000069dden\".mood FROM app.t");
    }

    @OutermostPostgres
    void typesWithinAString(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'app.f(hidden.mood)'::regprocedure");
        needsTheSchema(database, "SELECT '{hidden.mood}'::regtype[]");
        needsTheSchema(database, "SELECT U&'{\\0068idden.mood}'::regtype[]");
    }

    @OutermostPostgres
    void collationOfAColumnDefinition(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT a FROM jsonb_to_recordset('[]') AS x (a text COLLATE hidden.c)");
    }

    @OutermostPostgres
    void typeOfJson(TestDatabase database) throws SQLException {
        if (database.server().major() >= 17) {
            needsTheSchema(database, "SELECT JSON_VALUE('{\"a\": \"sad\"}', '$.a' RETURNING hidden.mood)");
        }
    }

    @OutermostPostgres
    void operatorToOrderBy(TestDatabase database) throws SQLException {
        rule(database)
                .given("CREATE OPERATOR FAMILY app.ints USING btree", """
                        CREATE OPERATOR CLASS app.ints FOR TYPE int USING btree FAMILY app.ints AS
                        OPERATOR 1 hidden.<, OPERATOR 3 pg_catalog.=, FUNCTION 1 btint4cmp(int, int)""")
                .query("SELECT id FROM app.t ORDER BY id USING OPERATOR(hidden.<)")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void aliasOfTheSameNameNeedsNothing(TestDatabase database) throws SQLException {
        rule(database)
                .query("SELECT hidden.id, (SELECT hidden.mood) FROM app.t AS hidden")
                .holds();
    }

    @OutermostPostgres
    void typeBesideAnAliasOfTheSameName(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT hidden.id, hidden.mood::hidden.mood FROM app.t AS hidden");
    }

    @OutermostPostgres
    void stringsAndCommentsNeedNothing(TestDatabase database) throws SQLException {
        rule(database)
                .query("SELECT 'hidden.t', 'hidden.mood'::text, $$hidden.t$$ FROM app.t -- hidden.t")
                .holds();
    }

    @OutermostPostgres
    void bodyOfAFunction(TestDatabase database) throws SQLException {
        rule(database)
                .given(
                        "CREATE FUNCTION app.g() RETURNS text LANGUAGE sql AS 'SELECT max(mood::hidden.mood) FROM app.t'")
                .query("SELECT app.g()")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    private static void needsTheSchema(TestDatabase database, String query) throws SQLException {
        QueryRule rule = rule(database).query(query).lacks("USAGE ON SCHEMA hidden");
        rule.holds();
        rule.given("DROP SCHEMA app, hidden CASCADE");
    }

    private static QueryRule rule(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(SCHEMA);
    }
}
