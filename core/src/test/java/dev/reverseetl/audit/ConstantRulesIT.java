package dev.reverseetl.audit;

import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Constants that name objects: they need their schema, and never the object. */
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

    @EachPostgres
    void regclass(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.t'::regclass");
    }

    @EachPostgres
    void regclassThatIsInferred(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT relkind FROM pg_class WHERE oid = regclass 'hidden.t'");
    }

    @EachPostgres
    void regclassOfAFunctionsArgument(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT pg_relation_size('hidden.t') >= 0");
    }

    @EachPostgres
    void regtype(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.t[]'::regtype");
    }

    @EachPostgres
    void regproc(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.f'::regproc");
    }

    @EachPostgres
    void regprocedure(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.f(int, int)'::regprocedure");
    }

    @EachPostgres
    void regoperator(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.@@@(int, int)'::regoperator");
    }

    @EachPostgres
    void regconfig(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT to_tsvector('hidden.words', 'a cat')");
    }

    @EachPostgres
    void regdictionary(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT ts_lexize('hidden.dict', 'cat')");
    }

    @EachPostgres
    void regcollation(TestDatabase database) throws SQLException {
        needsTheSchema(database, "SELECT 'hidden.plain'::regcollation");
    }

    @EachPostgres
    void regnamespaceAndRegroleNeedNothing(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query("SELECT 'hidden'::regnamespace, 'pg_monitor'::regrole")
                .holds();
    }

    @EachPostgres
    void numbersNeedNothing(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query("SELECT '1259'::regclass, 'pg_catalog.pg_class'::regclass, 'int'::regtype")
                .holds();
    }

    @EachPostgres
    void nextvalNeedsUsageOfTheSequenceToo(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .query("SELECT nextval('hidden.s') > 0")
                .lacks("USAGE ON SCHEMA hidden", "USAGE ON SEQUENCE hidden.s")
                .holds();
    }

    @EachPostgres
    void updateOfTheSequenceWillDoForNextval(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(SCHEMA)
                .given("GRANT UPDATE ON hidden.s TO {role}", "GRANT USAGE ON SCHEMA hidden TO {role}")
                .query("SELECT nextval('hidden.s') > 0")
                .holds();
    }

    @EachPostgres
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
