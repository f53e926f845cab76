package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Constants that name objects: they need their schema, and never the object. */
@Execution(ExecutionMode.CONCURRENT)
class ConstantRulesIT {
    private static final String[] SCHEMA = {
        "CREATE SCHEMA hidden",
        "CREATE TABLE hidden.t (id int)",
        "CREATE SEQUENCE hidden.s",
        "CREATE FUNCTION hidden.f(int, int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1; END",
        "CREATE OPERATOR hidden.@@@ (FUNCTION = hidden.f, LEFTARG = int, RIGHTARG = int)",
        "CREATE TEXT SEARCH CONFIGURATION hidden.words (COPY = simple)",
        "CREATE TEXT SEARCH DICTIONARY hidden.dict (TEMPLATE = simple)",
        "CREATE COLLATION hidden.plain FROM \"C\"",
        "REVOKE EXECUTE ON FUNCTION hidden.f FROM PUBLIC",
    };

    @OutermostPostgres
    void regclass(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.t'::regclass");
    }

    @OutermostPostgres
    void regclassThatIsInferred(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT relkind FROM pg_class WHERE oid = regclass 'hidden.t'");
    }

    @OutermostPostgres
    void regclassOfAFunctionsArgument(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT pg_relation_size('hidden.t') >= 0");
    }

    @OutermostPostgres
    void regtype(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.t[]'::regtype");
    }

    @OutermostPostgres
    void regproc(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.f'::regproc");
    }

    @OutermostPostgres
    void regprocedure(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.f(int, int)'::regprocedure");
    }

    @OutermostPostgres
    void regoperator(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.@@@(int, int)'::regoperator");
    }

    @OutermostPostgres
    void regconfig(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT to_tsvector('hidden.words', 'a cat')");
    }

    @OutermostPostgres
    void regdictionary(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT ts_lexize('hidden.dict', 'cat')");
    }

    @OutermostPostgres
    void regcollation(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.plain'::regcollation");
    }

    @OutermostPostgres
    void regnamespaceAndRegroleNeedNothing(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query("SELECT 'hidden'::regnamespace, 'pg_monitor'::regrole")
                .holds();
    }

    @OutermostPostgres
    void numbersNeedNothing(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query("SELECT '1259'::regclass, 'pg_catalog.pg_class'::regclass, 'int'::regtype")
                .holds();
    }

    @OutermostPostgres
    void nextvalNeedsUsageOfTheSequenceToo(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query("SELECT nextval('hidden.s') > 0")
                .lacks("USAGE ON SCHEMA hidden", "USAGE ON SEQUENCE hidden.s")
                .holds();
    }

    @OutermostPostgres
    void updateOfTheSequenceWillDoForNextval(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .given("GRANT UPDATE ON hidden.s TO {role}", "GRANT USAGE ON SCHEMA hidden TO {role}")
                .query("SELECT nextval('hidden.s') > 0")
                .holds();
    }

    @OutermostPostgres
    void setvalNeedsUpdateOfTheSequence(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .given("GRANT USAGE, SELECT ON SEQUENCE hidden.s TO {role}", "GRANT USAGE ON SCHEMA hidden TO {role}")
                .query("SELECT setval('hidden.s', 5)")
                .lacks("UPDATE ON SEQUENCE hidden.s")
                .holds();
    }

    private static void needsTheSchema(TestDatabase database, String query) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query(query)
                .lacks("USAGE ON SCHEMA hidden")
                .passes()
                .holds();
    }
}
