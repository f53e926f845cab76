package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What locking rows needs on top of reading them. */
@Execution(ExecutionMode.CONCURRENT)
class LockingRulesIT {
    private static final String[] TABLES = {
        "CREATE TABLE app.t (id int, a int)",
        "CREATE TABLE app.u (id int, c int)",
        "CREATE TABLE app.w (id int)",
        "INSERT INTO app.t VALUES (1, 2)",
        "INSERT INTO app.u VALUES (1, 3)",
        "GRANT SELECT ON app.t, app.u, app.w TO {role}, {owner}",
    };

    @OutermostPostgres
    void forUpdateNeedsUpdateOfAnyColumn(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t FOR UPDATE")
                .lacks("UPDATE (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void forUpdateNeedsToReadToo(TestDatabase database) throws SQLException {
        tables(database)
                .given("REVOKE SELECT ON app.t FROM {role}")
                .query("SELECT id FROM app.t FOR NO KEY UPDATE")
                .lacks("SELECT (id) ON app.t", "UPDATE (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void anyColumnsUpdateWillDo(TestDatabase database) throws SQLException {
        tables(database)
                .given("GRANT UPDATE (a) ON app.t TO {role}")
                .query("SELECT id FROM app.t FOR UPDATE")
                .holds();
    }

    @OutermostPostgres
    void forShareNeedsTheSame(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT id FROM app.t FOR KEY SHARE SKIP LOCKED")
                .lacks("UPDATE (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void ofLocksTheNamedTablesOnly(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT t.id FROM app.t JOIN app.u AS x USING (id) FOR SHARE OF x")
                .lacks("UPDATE (any) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void allTablesOfTheLevelAreLockedWithoutOf(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT t.id FROM app.t JOIN app.u USING (id) WHERE t.id IN (SELECT id FROM app.w) FOR UPDATE")
                .lacks("UPDATE (any) ON app.t", "UPDATE (any) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void subqueriesInFromAreLockedToo(TestDatabase database) throws SQLException {
        tables(database)
                .query("SELECT q.id FROM (SELECT id FROM app.t OFFSET 0) AS q FOR UPDATE")
                .lacks("UPDATE (any) ON app.t")
                .holds();
    }

    @OutermostPostgres
    void commonTableExpressionsAreNot(TestDatabase database) throws SQLException {
        tables(database)
                .query("WITH q AS (SELECT id FROM app.t) SELECT q.id FROM q JOIN app.u USING (id) FOR UPDATE")
                .lacks("UPDATE (any) ON app.u")
                .holds();
    }

    @OutermostPostgres
    void viewWithAJoinIsLockedWithBothTablesAsItsOwner(TestDatabase database) throws SQLException {
        view(database, "SELECT t.id, c FROM app.t JOIN app.u USING (id)")
                .query("SELECT id FROM app.v FOR UPDATE")
                .lacks("UPDATE (any) ON app.v", "UPDATE (any) ON app.t TO {owner}", "UPDATE (any) ON app.u TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void viewWithASubqueryInFromIsLockedWithItsTable(TestDatabase database) throws SQLException {
        view(database, "SELECT q.id FROM (SELECT id FROM app.t OFFSET 0) AS q")
                .query("SELECT id FROM app.v FOR SHARE")
                .lacks("UPDATE (any) ON app.v", "UPDATE (any) ON app.t TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void viewWithASublinkIsLockedWithoutItsTable(TestDatabase database) throws SQLException {
        view(database, "SELECT id FROM app.t WHERE id IN (SELECT id FROM app.u)")
                .query("SELECT id FROM app.v FOR UPDATE")
                .lacks("UPDATE (any) ON app.v", "UPDATE (any) ON app.t TO {owner}")
                .holds();
    }

    @OutermostPostgres
    void viewOnAViewIsLockedDownToTheTable(TestDatabase database) throws SQLException {
        view(database, "SELECT id FROM app.t")
                .given("CREATE VIEW app.top AS SELECT id FROM app.v", "GRANT SELECT ON app.top TO {role}")
                .given("ALTER VIEW app.top OWNER TO {upper}", "GRANT SELECT ON app.v TO {upper}")
                .query("SELECT id FROM app.top FOR UPDATE")
                .lacks(
                        "UPDATE (any) ON app.top",
                        "UPDATE (any) ON app.v TO {upper}",
                        "UPDATE (any) ON app.t TO {owner}")
                .holds();
    }

    private static QueryRule tables(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLES);
    }

    private static QueryRule view(TestDatabase database, String definition) throws SQLException {
        return tables(database)
                .given(
                        "CREATE VIEW app.v AS " + definition,
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "GRANT SELECT ON app.v TO {role}");
    }
}
