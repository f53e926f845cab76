package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Through whom a role may hold what it needs. */
@Execution(ExecutionMode.CONCURRENT)
class RoleRulesIT {
    private static final String[] TABLE = {"CREATE TABLE app.t (id int)", "INSERT INTO app.t VALUES (1)"};
    private static final String QUERY = "SELECT id FROM app.t";
    private static final String MISSING = "SELECT (id) ON app.t";

    @OutermostPostgres
    void everybody(TestDatabase database) throws SQLException {
        table(database).given("GRANT SELECT ON app.t TO PUBLIC").holds();
    }

    @OutermostPostgres
    void columnOfEverybodyAndColumnOfTheRole(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(
                        "CREATE TABLE app.t (id int, a int)",
                        "GRANT SELECT (id) ON app.t TO PUBLIC",
                        "GRANT SELECT (a) ON app.t TO {role}")
                .query("SELECT t FROM app.t")
                .holds();
    }

    @OutermostPostgres
    void group(TestDatabase database) throws SQLException {
        table(database)
                .given("GRANT SELECT ON app.t TO {readers}", "GRANT {readers} TO {role}")
                .holds();
    }

    @OutermostPostgres
    void groupOfAGroup(TestDatabase database) throws SQLException {
        table(database)
                .given("GRANT SELECT ON app.t TO {readers}", "GRANT {readers} TO {middle}", "GRANT {middle} TO {role}")
                .holds();
    }

    @OutermostPostgres
    void groupThatIsNotInherited(TestDatabase database) throws SQLException {
        table(database)
                .given("ALTER ROLE {role} NOINHERIT", "GRANT SELECT ON app.t TO {readers}", "GRANT {readers} TO {role}")
                .lacks(MISSING)
                .holds();
    }

    /** From 16 on a membership has the option, before the role has the attribute. */
    @OutermostPostgres
    void membershipWithoutInheriting(TestDatabase database) throws SQLException {
        table(database)
                .given("GRANT SELECT ON app.t TO {readers}")
                .given(
                        database.server().major() >= 16
                                ? new String[] {"GRANT {readers} TO {role} WITH INHERIT FALSE"}
                                : new String[] {"GRANT {readers} TO {role}", "ALTER ROLE {role} NOINHERIT"})
                .lacks(MISSING)
                .holds();
    }

    /** From 16 on the attribute counts when the membership is granted, before when it is used. */
    @OutermostPostgres
    void roleThatInheritsAgain(TestDatabase database) throws SQLException {
        QueryRule rule = table(database)
                .given(
                        "ALTER ROLE {role} NOINHERIT",
                        "GRANT SELECT ON app.t TO {readers}",
                        "GRANT {readers} TO {role}",
                        "ALTER ROLE {role} INHERIT");
        if (database.server().major() >= 16) {
            rule.lacks(MISSING);
        }
        rule.holds();
    }

    @OutermostPostgres
    void settingThatMakesSessionsActAsAnother(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "GRANT SELECT ON app.t TO {role}",
                        "GRANT USAGE ON SCHEMA app TO {actor}",
                        "GRANT {actor} TO {role}",
                        "ALTER ROLE {role} SET role = '{actor}'")
                .lacks(MISSING + " TO {actor}")
                .holds();
    }

    @OutermostPostgres
    void settingThatGivesTheRightsOfAnother(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "GRANT SELECT ON app.t TO {actor}",
                        "GRANT USAGE ON SCHEMA app TO {actor}",
                        "ALTER ROLE {role} NOINHERIT",
                        "GRANT {actor} TO {role}",
                        "ALTER ROLE {role} IN DATABASE " + database.quotedName() + " SET role = '{actor}'")
                .holds();
    }

    @OutermostPostgres
    void readAllDataReadsEveryTableAndSchema(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE SCHEMA hidden",
                        "CREATE TABLE hidden.t (id int)",
                        "CREATE SEQUENCE hidden.s",
                        "GRANT pg_read_all_data TO {role}")
                .query("SELECT a, b.ctid, last_value FROM app.t AS a LEFT JOIN hidden.t AS b USING (id), hidden.s")
                .holds();
    }

    @OutermostPostgres
    void readAllDataCallsAndLocksNothing(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE FUNCTION app.f(int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1; END",
                        "REVOKE EXECUTE ON FUNCTION app.f FROM PUBLIC",
                        "GRANT pg_read_all_data TO {role}")
                .query("SELECT app.f(id) FROM app.t FOR UPDATE")
                .lacks("UPDATE (any) ON app.t", "EXECUTE ON ROUTINE app.f(integer)")
                .holds();
    }

    @OutermostPostgres
    void superuser(TestDatabase database) throws SQLException {
        table(database).given("ALTER ROLE {role} SUPERUSER").holds();
    }

    @OutermostPostgres
    void superuserThatActsAsAnother(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "ALTER ROLE {role} SUPERUSER",
                        "GRANT USAGE ON SCHEMA app TO {actor}",
                        "ALTER ROLE {role} SET role = '{actor}'")
                .lacks(MISSING + " TO {actor}")
                .holds();
    }

    @OutermostPostgres
    void owner(TestDatabase database) throws SQLException {
        table(database).given("ALTER TABLE app.t OWNER TO {role}").holds();
    }

    @OutermostPostgres
    void ownerWhoTookItsOwnRightsAway(TestDatabase database) throws SQLException {
        table(database)
                .given("ALTER TABLE app.t OWNER TO {role}", "REVOKE SELECT ON app.t FROM {role}")
                .lacks(MISSING)
                .holds();
    }

    @OutermostPostgres
    void memberOfTheOwner(TestDatabase database) throws SQLException {
        table(database)
                .given("ALTER TABLE app.t OWNER TO {owner}", "GRANT {owner} TO {role}")
                .holds();
    }

    private static QueryRule table(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLE).query(QUERY);
    }
}
