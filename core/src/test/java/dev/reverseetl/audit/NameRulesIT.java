package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which schemas a role must be able to use for the names that a query writes out, and for those it does not. */
@Execution(ExecutionMode.CONCURRENT)
class NameRulesIT {
    private static final String[] SCHEMA = {
        "CREATE SCHEMA hidden",
        "CREATE TABLE hidden.t (id int, a int)",
        "INSERT INTO hidden.t VALUES (1, 2)",
        "CREATE TYPE hidden.mood AS ENUM ('sad', 'glad')",
        "CREATE TABLE app.moods (id int, mood hidden.mood)",
        "INSERT INTO app.moods VALUES (1, 'sad')",
        "GRANT SELECT ON app.moods TO {role}",
    };

    @OutermostPostgres
    void qualifiedName(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT id FROM hidden.t")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (id) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void schemaOfThePathIsSkippedUnlessItMayBeUsed(TestDatabase database) throws SQLException {
        schema(database)
                .given("ALTER ROLE {role} SET search_path = hidden, public")
                .query("SELECT id FROM t")
                .fails("42P01")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (id) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void pathOfTheDatabaseForTheRoleComesFirst(TestDatabase database) throws SQLException {
        schema(database)
                .given(
                        "ALTER ROLE {role} SET search_path = app",
                        "ALTER DATABASE " + database.quotedName() + " SET search_path = public",
                        "ALTER ROLE {role} IN DATABASE " + database.quotedName() + " SET search_path = hidden")
                .query("SELECT id FROM t")
                .fails("42P01")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (id) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void pathOfTheDatabaseCountsIfTheRoleHasNone(TestDatabase database) throws SQLException {
        schema(database)
                .given("ALTER DATABASE " + database.quotedName() + " SET search_path = hidden")
                .query("SELECT id FROM t")
                .fails("42P01")
                .lacks("USAGE ON SCHEMA hidden", "SELECT (id) ON hidden.t")
                .holds();
    }

    @OutermostPostgres
    void userStandsForTheRole(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given("CREATE SCHEMA {role}", "CREATE TABLE {role}.t (id int)")
                .query("SELECT id FROM t")
                .fails("42P01")
                .lacks("USAGE ON SCHEMA {role}", "SELECT (id) ON {role}.t")
                .holds();
    }

    @OutermostPostgres
    void shadowTableIsTheOneTheRoleSees(TestDatabase database) throws SQLException {
        schema(database)
                .given(
                        "ALTER ROLE {role} SET search_path = app, hidden",
                        "CREATE TABLE app.t (id int)",
                        "INSERT INTO app.t VALUES (7)",
                        "GRANT USAGE ON SCHEMA hidden TO {role}")
                .query("SELECT id FROM t")
                .lacks("SELECT (id) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void typeOfAColumnNeedsNothing(TestDatabase database) throws SQLException {
        schema(database).query("SELECT mood FROM app.moods").holds();
    }

    @OutermostPostgres
    void literalThatBecomesAnEnumNeedsNothing(TestDatabase database) throws SQLException {
        schema(database).query("SELECT id FROM app.moods WHERE mood = 'sad'").holds();
    }

    @OutermostPostgres
    void literalThatIsCastToAnEnum(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT id FROM app.moods WHERE mood = 'sad'::hidden.mood")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void literalWithItsTypeInFront(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT hidden.mood 'sad'")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void aliasThatLooksLikeTheSchemaNeedsNothing(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT hidden.mood FROM app.moods AS hidden WHERE hidden.mood = 'sad'")
                .holds();
    }

    @OutermostPostgres
    void castToAnotherTypeOfTheSameName(TestDatabase database) throws SQLException {
        schema(database)
                .given("CREATE TYPE app.mood AS ENUM ('sad')")
                .query("SELECT 'sad'::app.mood FROM app.moods WHERE mood = 'sad'")
                .holds();
    }

    @OutermostPostgres
    void castToADomain(TestDatabase database) throws SQLException {
        schema(database)
                .given("CREATE DOMAIN hidden.small AS int CHECK (VALUE < 10)")
                .query("SELECT CAST(id AS hidden.small) FROM app.moods")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void typedArray(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT ARRAY['sad', NULL]::hidden.mood[]")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void typedRow(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT (row(1, 2)::hidden.t).a")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void collation(TestDatabase database) throws SQLException {
        schema(database)
                .given("CREATE COLLATION hidden.plain FROM \"C\"")
                .query("SELECT id FROM app.moods ORDER BY mood::text COLLATE hidden.plain")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void functionAndOperator(TestDatabase database) throws SQLException {
        schema(database)
                .given(
                        "CREATE FUNCTION hidden.f(int, int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1; END",
                        "CREATE OPERATOR hidden.@@@ (FUNCTION = hidden.f, LEFTARG = int, RIGHTARG = int)",
                        "CREATE SCHEMA second",
                        "CREATE FUNCTION second.g(int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1; END")
                .query("SELECT second.g(id) OPERATOR(hidden.@@@) 1 FROM app.moods")
                .lacks("USAGE ON SCHEMA hidden", "USAGE ON SCHEMA second")
                .holds();
    }

    @OutermostPostgres
    void columnDefinitionsOfARecord(TestDatabase database) throws SQLException {
        schema(database)
                .query("SELECT m FROM jsonb_to_record('{\"m\": \"sad\"}') AS r (m hidden.mood)")
                .lacks("USAGE ON SCHEMA hidden")
                .holds();
    }

    @OutermostPostgres
    void quotedAndUnicodeNames(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(
                        "CREATE SCHEMA \"Größe 1.\"\"2\"\"\"",
                        "CREATE TABLE \"Größe 1.\"\"2\"\"\".\"таб.лица\" (\"Ид\" int, \"select\" int)")
                .query("SELECT \"Ид\", U&\"\\0073elect\" FROM \"Größe 1.\"\"2\"\"\".\"таб.лица\"")
                .lacks("USAGE ON SCHEMA \"Größe 1.\"\"2\"\"\"", "SELECT ON \"Größe 1.\"\"2\"\"\".\"таб.лица\"")
                .holds();
    }

    private static QueryRule schema(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(SCHEMA);
    }
}
