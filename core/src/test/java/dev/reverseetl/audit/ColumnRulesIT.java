package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which columns of a table a query needs. */
@Execution(ExecutionMode.CONCURRENT)
class ColumnRulesIT {
    private static final String TABLE = "CREATE TABLE app.t (id int, a int, b int)";
    private static final String OTHER = "CREATE TABLE app.u (id int, a int, c int)";
    private static final String[] ROWS = {"INSERT INTO app.t VALUES (1, 2, 3)", "INSERT INTO app.u VALUES (1, 2, 4)"};

    @OutermostPostgres
    void needsUsedColumnsOnly(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t WHERE b > 0")
                .lacks("SELECT (id, b) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void needsWhatTheRoleDoesNotHoldYet(TestDatabase database) throws SQLException {
        tables(database)
                .given("GRANT SELECT (id) ON app.t TO {role}")
                .query("SELECT id, b FROM app.t")
                .lacks("SELECT (b) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void countStarNeedsAnyColumn(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT count(*) FROM app.t")
                .lacks("SELECT (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void anyColumnWillDoForCountStar(TestDatabase database) throws SQLException {
        tables(database)
                .given("GRANT SELECT (b) ON app.t TO {role}")
                .query("SELECT count(*) FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void aSystemColumnAloneWillNotDoForCountStar(TestDatabase database) throws SQLException {
        tables(database)
                .given("GRANT SELECT (ctid) ON app.t TO {role}")
                .query("SELECT count(*) FROM app.t")
                .lacks("SELECT (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void wholeRowNeedsAllColumns(TestDatabase database) throws SQLException {
        tables(database).query("SELECT t FROM app.t").lacks("SELECT ON app.t").holds();
    }

    @OutermostPostgres
    void systemColumnNeedsItsOwnGrant(TestDatabase database) throws SQLException {
        tables(database)
                .given("GRANT SELECT (id) ON app.t TO {role}")
                .query("SELECT id, ctid FROM app.t")
                .lacks("SELECT (ctid) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void systemColumnComesWithTheTable(TestDatabase database) throws SQLException {
        tables(database)
                .given("GRANT SELECT ON app.t TO {role}")
                .query("SELECT ctid, xmin, tableoid FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void usingNeedsTheColumnOnBothSides(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT b, c FROM app.t JOIN app.u USING (id)")
                .lacks("SELECT (id, b) ON app.t", "SELECT (id, c) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void naturalJoinNeedsEqualNamesOnBothSides(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT b FROM app.t NATURAL JOIN app.u")
                .lacks("SELECT (id, a, b) ON app.t", "SELECT (id, a) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void twoAliasesOfOneTableNeedTheColumnsOfBoth(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT x.a FROM app.t AS x JOIN app.t AS y ON x.id = y.b")
                .lacks("SELECT (id, a, b) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void starInACommonTableExpressionNeedsAllColumns(TestDatabase database) throws SQLException {
        tables(database)
                .query("WITH q AS (SELECT * FROM app.t) SELECT id FROM q")
                .lacks("SELECT ON app.t")
                .holds();
    }

    @OutermostPostgres
    void noColumnAtAllNeedsAnyColumn(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT FROM app.t")
                .lacks("SELECT (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void columnsMayHaveTheSameName(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id, a AS id, id FROM app.t")
                .lacks("SELECT (id, a) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void columnsMayBeRecords(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT row(id, b) FROM app.t")
                .lacks("SELECT (id, b) ON app.t")
                .holds();
    }

    private static QueryRule tables(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLE, OTHER).given(ROWS);
    }
}
