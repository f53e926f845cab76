package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is checked of tables that are not plain ones. */
@Execution(ExecutionMode.CONCURRENT)
class TableRulesIT {
    @OutermostPostgres
    void partitionedTableStandsForItsPartitions(TestDatabase database) throws SQLException {
        partitions(database)
                .query("SELECT id FROM app.p")
                .lacks("SELECT (id) ON app.p")
                .holds();
    }

    @OutermostPostgres
    void partitionThatIsNamedIsCheckedItself(TestDatabase database) throws SQLException {
        partitions(database)
                .given("GRANT SELECT ON app.p TO {role}")
                .query("SELECT id FROM app.p1")
                .lacks("SELECT (id) ON app.p1")
                .holds();
    }

    @OutermostPostgres
    void parentStandsForItsChildren(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(
                        "CREATE TABLE app.parent (id int)",
                        "CREATE TABLE app.child (more int) INHERITS (app.parent)",
                        "INSERT INTO app.child VALUES (1, 2)")
                .query("SELECT id FROM app.parent")
                .lacks("SELECT (id) ON app.parent")
                .holds();
    }

    @OutermostPostgres
    void generatedColumnStandsForItsInputs(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given("CREATE TABLE app.t (id int, doubled int GENERATED ALWAYS AS (id * 2) STORED)")
                .query("SELECT doubled FROM app.t")
                .lacks("SELECT (doubled) ON app.t")
                .holds();
    }

    /** On 18 it is computed when read. */
    @OutermostPostgres
    void virtualColumnStandsForItsInputs(TestDatabase database) throws SQLException {
        String kind = database.server().major() >= 18 ? "VIRTUAL" : "STORED";
        QueryRule.on(database)
                .given("CREATE TABLE app.t (id int, doubled int GENERATED ALWAYS AS (id * 2) " + kind + ")")
                .query("SELECT doubled FROM app.t WHERE doubled > 0")
                .lacks("SELECT (doubled) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void materializedViewIsCheckedAlone(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(
                        "CREATE TABLE app.t (id int)",
                        "CREATE MATERIALIZED VIEW app.m AS SELECT id, id * 2 AS doubled FROM app.t",
                        "ALTER MATERIALIZED VIEW app.m OWNER TO {owner}")
                .query("SELECT id FROM app.m")
                .lacks("SELECT (id) ON app.m")
                .holds();
    }

    @OutermostPostgres
    void foreignTableNeedsNothingOfItsServer(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(
                        "CREATE EXTENSION file_fdw SCHEMA public",
                        "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
                        "CREATE FOREIGN TABLE app.f (id int, name text) SERVER files"
                                + " OPTIONS (filename '/dev/null', format 'csv')")
                .query("SELECT name FROM app.f")
                .lacks("SELECT (name) ON app.f")
                .passes()
                .holds();
    }

    @OutermostPostgres
    void sequenceCanBeReadAsATable(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given("CREATE SEQUENCE app.s")
                .query("SELECT * FROM app.s")
                .lacks("SELECT ON SEQUENCE app.s")
                .holds();
    }

    @OutermostPostgres
    void tableSampleAndOnlyNeedNoMore(TestDatabase database) throws SQLException {
        partitions(database)
                .query("SELECT p1.id FROM ONLY app.p1 TABLESAMPLE system (100), app.p2 TABLESAMPLE bernoulli (100)")
                .lacks("SELECT (id) ON app.p1", "SELECT (any) ON app.p2")
                .holds();
    }

    private static QueryRule partitions(TestDatabase database) throws SQLException {
        return QueryRule.on(database)
                .given(
                        "CREATE TABLE app.p (id int, b int) PARTITION BY LIST (id)",
                        "CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (1)",
                        "CREATE TABLE app.p2 PARTITION OF app.p FOR VALUES IN (2)",
                        "INSERT INTO app.p VALUES (1, 10), (2, 20)");
    }
}
